package dev.nocturne.server.sessions;

import dev.nocturne.core.session.IdempotencyKey;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A POST to a session: its body, and its Idempotency-Key if it has one. */
record PostRequest(Form form, @Nullable IdempotencyKey key) {
    private static final Pattern KEY =
            Pattern.compile("[\\x21-\\x7e]{1," + IdempotencyKey.MAX_CHARS + "}");

    /** With a body that must be a JSON object. */
    static PostRequest read(Exchange exchange, int maxBytes) {
        byte[] body = exchange.body(maxBytes);
        Form form = Form.of(body);
        return new PostRequest(form, key(exchange, body, form));
    }

    /** With a body that is read and ignored. */
    static PostRequest readBare(Exchange exchange, int maxBytes) {
        byte[] body = exchange.body(maxBytes);
        Form form = Form.empty();
        return new PostRequest(form, key(exchange, body, form));
    }

    private static @Nullable IdempotencyKey key(Exchange exchange, byte[] body, Form form) {
        String key = exchange.header("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            form.addMistake(
                    "The Idempotency-Key must be 1 to "
                            + IdempotencyKey.MAX_CHARS
                            + " visible ASCII characters.");
            return null;
        }
        return new IdempotencyKey(key, fingerprint(exchange, body));
    }

    private static String fingerprint(Exchange exchange, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = exchange.method() + " " + exchange.path() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
