package dev.nocturne.sources.file;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what is sent with each request: {@code headers}, {@code bearer} and {@code basic}. */
final class HeaderReader {
    private static final String AUTHORIZATION = "Authorization";

    /** Proxies in front of a server want a handful. */
    private static final int MOST = 32;

    /** RFC 9110, 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    private static final Pattern VALUE = Pattern.compile("[ -~]{0,8192}");

    /** Headers that hold secrets, by parts of their names. */
    private static final Pattern SECRET =
            Pattern.compile("authori[sz]ation|cookie|token|secret|passw|api-?key|credential");

    /** What an HTTP client sets itself and lets no one else set. */
    private static final List<String> OF_HTTP =
            List.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private HeaderReader() {}

    static Map<String, String> read(Keys source, Secrets secrets) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Keys written = source.map("headers");
        if (written.names().size() > MOST) {
            source.addMistake("headers", "at most " + MOST + " headers are sent");
        }
        written.names().stream()
                .limit(MOST)
                .forEach(name ->
                        value(written, name, secrets).ifPresent(value -> headers.put(name, value)));
        if (source.has("bearer") && source.has("basic")) {
            source.addMistake("basic", "give bearer or basic, not both");
        }
        if (source.has("bearer")) {
            secrets.read(source, "bearer")
                    .ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token));
        }
        if (source.has("basic")) {
            basic(source.map("basic"), secrets)
                    .ifPresent(basic -> headers.put(AUTHORIZATION, basic));
        }
        return headers;
    }

    private static Optional<String> value(Keys headers, String name, Secrets secrets) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || OF_HTTP.contains(lower)) {
            headers.addMistake(name, "this is no name of a header that can be set");
            return Optional.empty();
        }
        if (!headers.isText(name)) {
            return secrets.read(headers, name);
        }
        if (SECRET.matcher(lower).find()) {
            headers.addMistake(
                    name,
                    "a secret does not belong in this file: write bearer, basic, or as the"
                            + " header's value {env: NAME_OF_A_VARIABLE} or {file: PATH}");
            return Optional.empty();
        }
        Optional<String> value = headers.text(name);
        if (value.isPresent() && !VALUE.matcher(value.get()).matches()) {
            headers.addMistake(name, "a header's value is at most 8 kB of visible ASCII");
            return Optional.empty();
        }
        return value;
    }

    private static Optional<String> basic(Keys basic, Secrets secrets) {
        basic.allow(List.of("user", "password"));
        Optional<String> user = basic.required("user", "the user's name");
        if (user.isPresent()
                && user.get().chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
            basic.addMistake("user", "a user's name has no colon and no control characters");
        }
        if (!basic.has("password")) {
            basic.addMistake("password", "the password is missing");
            return Optional.empty();
        }
        Optional<String> password = secrets.read(basic, "password");
        return user.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (user.get() + ":" + password.get())
                                                        .getBytes(StandardCharsets.UTF_8)));
    }
}
