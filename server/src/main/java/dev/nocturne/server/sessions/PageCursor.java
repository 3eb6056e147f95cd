package dev.nocturne.server.sessions;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.PageKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A position in the list of sessions, as an opaque text for clients. */
final class PageCursor {
    private PageCursor() {}

    static String write(PageKey key) {
        String text = key.createdAt() + " " + key.session();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty when the text is not a cursor of this server. */
    static Optional<PageKey> read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String text = new String(bytes, StandardCharsets.US_ASCII);
            int space = text.indexOf(' ');
            if (space < 0 || !SessionId.isValid(text.substring(space + 1))) {
                return Optional.empty();
            }
            Instant at = Instant.parse(text.substring(0, space));
            return Optional.of(new PageKey(at, new SessionId(text.substring(space + 1))));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
