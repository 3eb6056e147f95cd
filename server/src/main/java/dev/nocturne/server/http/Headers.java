package dev.nocturne.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Headers of every answer that its handler does not set itself. */
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

    static void standard(HttpFields.Mutable headers) {
        STANDARD.forEach(headers::put);
    }
}
