package dev.nocturne.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers of requests, and sets those of every answer that its handler does not set itself.
 */
final class Headers {
    /** An API answer is data: nothing in it may run, load or be framed. */
    static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private static final List<HttpField> STANDARD =
            List.of(
                    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
                    new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
                    new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
                    new PreEncodedHttpField("Content-Security-Policy", DATA_POLICY),
                    new PreEncodedHttpField("Cache-Control", "no-store"));

    private Headers() {}

    /**
     * The value of a header; null when it is missing. The values of several lines of one name are
     * one list (RFC 9110, 5.2), so that no line of them is ignored.
     */
    static @Nullable String value(HttpFields headers, String name) {
        List<String> values = headers.getValuesList(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    static void standard(HttpFields.Mutable headers) {
        STANDARD.forEach(headers::put);
    }
}
