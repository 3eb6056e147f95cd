package dev.nocturne.server.console;

import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The web console's files from the class path ({@code META-INF/console/}); its start page for every
 * path that is no file, since the console has paths of its own. Without a console: a page that says
 * so.
 */
public final class ConsolePages {
    private static final String ROOT = "META-INF/console/";
    private static final String START = "index.html";

    /** Plain names only: nothing that a class loader could take for something else. */
    private static final Pattern FILE =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    /**
     * Scripts only from this server. Styles may be inline: graph and chart libraries set them so,
     * and they run nothing.
     */
    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " object-src 'none'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final String MISSING =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Nocturne</title>
            <h1>Nocturne is running</h1>
            <p>This build does not include the web console. The API is here:</p>
            <ul>
            <li><a href="/api/sessions">/api/sessions</a>: the sessions
            <li><a href="/api/scenarios">/api/scenarios</a>: the scenario packs
            <li><a href="/api/agents">/api/agents</a>: who investigates
            <li><a href="/health/ready">/health/ready</a>: whether all is well
            </ul>
            <p>PROTOCOL.md describes it; <code>nocturne --help</code> uses it.</p>
            </html>
            """;

    /** Files are few and belong to the build, so all that were asked for once are kept. */
    private final Map<String, ByteBuffer> files = new ConcurrentHashMap<>();

    private final ClassLoader loader;

    public ConsolePages(ClassLoader loader) {
        this.loader = loader;
    }

    public Reply page(Exchange exchange) throws IOException {
        String name = exchange.path().substring(1);
        Optional<Reply> file = name.isEmpty() ? Optional.empty() : file(name);
        if (file.isPresent()) {
            return file.get();
        }
        Optional<Reply> start = file(START);
        return start.isPresent()
                ? start.get()
                : reply(START, ByteBuffer.wrap(MISSING.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Reply> file(String name) throws IOException {
        if (!FILE.matcher(name).matches() || !TYPES.containsKey(ending(name))) {
            return Optional.empty();
        }
        ByteBuffer known = files.get(name);
        if (known != null) {
            return Optional.of(reply(name, known));
        }
        try (InputStream in = loader.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).asReadOnlyBuffer();
            files.put(name, bytes);
            return Optional.of(reply(name, bytes));
        }
    }

    private static Reply reply(String name, ByteBuffer bytes) {
        // Files under assets/ have a hash of their content in their name.
        String caching =
                name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        return new Reply.Whole(
                200,
                TYPES.getOrDefault(ending(name), "application/octet-stream"),
                Map.of("Cache-Control", caching, "Content-Security-Policy", POLICY),
                bytes.duplicate());
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
