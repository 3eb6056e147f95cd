package dev.nocturne.server.http;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters after the {@code ?}. Like {@link Form} it records every mistake. Unknown
 * parameters are ignored; a parameter given twice is a mistake.
 */
public final class Query {
    /** A position in a log: as many digits as always fit a long. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    private final Map<String, String> values = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private Query() {}

    /** Parses a raw query string; null and empty have no parameters. */
    public static Query of(@Nullable String raw) {
        Query query = new Query();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                query.add(pair);
            }
        }
        return query;
    }

    private void add(String pair) {
        int split = pair.indexOf('=');
        Optional<String> name = unescape(split < 0 ? pair : pair.substring(0, split));
        Optional<String> value = unescape(split < 0 ? "" : pair.substring(split + 1));
        if (name.isEmpty() || value.isEmpty()) {
            mistakes.add("The query string is not percent-encoded UTF-8.");
        } else if (values.putIfAbsent(name.get(), value.get()) != null) {
            mistakes.add("'" + name.get() + "' is given twice.");
        }
    }

    private static Optional<String> unescape(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(
                        String.valueOf(c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Utf8.decode(bytes.toByteArray()).filter(Utf8::isClean);
    }

    /** The parameter's text; null when it is missing or empty. */
    public @Nullable String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A whole number not below 0; anything else, also an empty text, is a mistake. */
    public OptionalLong position(String name) {
        String value = values.get(name);
        return value == null ? OptionalLong.empty() : position("'" + name + "'", value);
    }

    /**
     * Reads a position from another text, such as a header; {@code what} names it in the mistake.
     */
    public OptionalLong position(String what, String value) {
        if (WHOLE.matcher(value).matches()) {
            return OptionalLong.of(Long.parseLong(value));
        }
        addMistake(what + " must be a whole number not below 0.");
        return OptionalLong.empty();
    }

    /** {@code true} or {@code false}; false when missing. */
    public boolean flag(String name) {
        String value = values.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            addMistake("'" + name + "' must be true or false.");
        }
        return value.equals("true");
    }

    /** Records a mistake, as a whole sentence. */
    public void addMistake(String sentence) {
        mistakes.add(sentence);
    }

    /** Why this request cannot be served; empty if there was no mistake. */
    public Optional<Result.Rejected<Object>> rejection() {
        return mistakes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Result.rejected(ErrorCode.INVALID_REQUEST, String.join(" ", mistakes)));
    }
}
