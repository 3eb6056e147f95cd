package dev.nocturne.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A server's URL and the token for it.
 *
 * @param base scheme, host and port, perhaps a path, no slash at the end
 * @param token bearer token, null where none is needed
 */
public record ServerAddress(String base, @Nullable String token) {

    /**
     * Parses an address as typed; {@code localhost:8080} means http.
     *
     * @throws IllegalArgumentException with a sentence if it is not one
     */
    public static ServerAddress parse(String text, @Nullable String token) {
        String url = text.contains("://") ? text : "http://" + text;
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not the URL of a server", e);
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not the URL of a server, such as http://127.0.0.1:8080");
        }
        return new ServerAddress(url, token == null || token.isBlank() ? null : token);
    }

    /** The URI of a path that begins with a slash; query values are to be encoded already. */
    URI at(String path) {
        return URI.create(base + path);
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
