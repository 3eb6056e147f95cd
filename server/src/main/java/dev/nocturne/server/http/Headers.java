package dev.nocturne.server.http;

import org.eclipse.jetty.http.HttpFields;

/** Headers that every answer has unless its handler says otherwise. */
final class Headers {
    /** An API answer is data: nothing in it may run, load or be framed. */
    static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private Headers() {}

    static void standard(HttpFields.Mutable headers) {
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Content-Security-Policy", DATA_POLICY);
        headers.put("Cache-Control", "no-store");
    }
}
