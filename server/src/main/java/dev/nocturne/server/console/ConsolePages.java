package dev.nocturne.server.console;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.server.http.Accept;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.ProblemDetails;
import dev.nocturne.server.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web console's files from the class path ({@code META-INF/console/}), and its start
 * page for its own paths and for any other path that a browser navigates to. Anything else is a
 * 404: a scraper that asks for {@code /metrics}, or a page that asks for an old script, must not
 * get HTML. Without a console the start page says so.
 *
 * <p>The start page refers to files relatively to itself, so that it also works behind a proxy that
 * adds a path prefix of which this server knows nothing.
 */
public final class ConsolePages {
    private static final String ROOT = "META-INF/console/";
    private static final String START = "index.html";

    /** How attributes of the start page begin that name something from the server's root. */
    private static final String FROM_ROOT = "=\"./";

    /**
     * Plain names only, so that no path leaves the folder. Possessive: else Java's matcher recurses
     * for each folder, and a long path overflows the stack.
     */
    private static final Pattern FILE =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*+/)*+[A-Za-z0-9_-][A-Za-z0-9._-]*+");

    /** The paths of the console's router; it shows a page of its own for what is not there. */
    private static final Pattern OWN =
            Pattern.compile("/|/sessions/[^/]+|/(?:environments|scenarios)(?:/[^/]+)?|/status");

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
     * Allows only files of this server and nothing inline: what a page shows may come from an
     * alert, a ticket or a model, and must neither run nor load anything. Pictures that scripts
     * draw are data: or blob:.
     */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    /** Files under this folder have a hash of their content in their name. */
    private static final String HASHED = "assets/";

    /** Types that compress well. */
    private static final Set<String> COMPRESSED = Set.of("html", "js", "css", "svg", "txt", "json");

    private static final String MISSING =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Nocturne</title>
            <h1>Nocturne is running</h1>
            <p>This build does not include the web console: there was no Node (20.19 or newer) where it was
            built. The API is here:</p>
            <ul>
            <li><a href="./api/sessions">/api/sessions</a>: the sessions
            <li><a href="./api/environments">/api/environments</a>: the environments
            <li><a href="./api/agents">/api/agents</a>: the orchestrators and agents
            <li><a href="./health/ready">/health/ready</a>: whether the server is ready
            </ul>
            <p>PROTOCOL.md describes it; <code>nocturne --help</code> uses it.</p>
            </html>
            """;

    /** A file as it is and, where that is worth it, gzipped. */
    private record Content(ByteBuffer plain, @Nullable ByteBuffer gzip) {}

    /** Files are few and belong to the build, so all that were asked for once are kept. */
    private final Map<String, Content> files = new ConcurrentHashMap<>();

    private final ClassLoader loader;

    public ConsolePages(ClassLoader loader) {
        this.loader = loader;
    }

    public Reply page(Exchange exchange) throws IOException {
        return page(exchange.path(), exchange.header("Accept"), exchange.header("Accept-Encoding"));
    }

    Reply page(String path, @Nullable String accept, @Nullable String acceptEncoding)
            throws IOException {
        boolean gzip = Accept.lists(acceptEncoding, "gzip");
        String name = path.substring(1);
        Optional<Reply> file = name.isEmpty() ? Optional.empty() : file(name, gzip);
        if (file.isPresent()) {
            return file.get();
        }
        if (!isPage(path, accept)) {
            return Reply.refuse(
                    ProblemDetails.of(ErrorCode.NOT_FOUND, "There is nothing at this address."));
        }
        return reply(START, start(path), gzip);
    }

    /**
     * The start page with the way to the server's root from a path: {@code ../} for each folder the
     * path is in.
     */
    private Content start(String path) throws IOException {
        Content file = read(START);
        String page =
                file == null
                        ? MISSING
                        : StandardCharsets.UTF_8.decode(file.plain().duplicate()).toString();
        long folders = path.chars().filter(c -> c == '/').count() - 1;
        String way = folders == 0 ? "./" : "../".repeat((int) folders);
        return content(
                START, page.replace(FROM_ROOT, "=\"" + way).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One of the console's own paths, or what a browser navigates to: that asks for HTML by name.
     */
    private static boolean isPage(String path, @Nullable String accept) {
        if (path.substring(path.lastIndexOf('/') + 1).contains(".")) {
            return false;
        }
        return OWN.matcher(path).matches()
                || (accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    private Optional<Reply> file(String name, boolean gzip) throws IOException {
        if (!FILE.matcher(name).matches() || !TYPES.containsKey(ending(name))) {
            return Optional.empty();
        }
        return Optional.ofNullable(read(name)).map(found -> reply(name, found, gzip));
    }

    private @Nullable Content read(String name) throws IOException {
        Content known = files.get(name);
        if (known != null) {
            return known;
        }
        try (InputStream in = loader.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return null;
            }
            Content read = content(name, in.readAllBytes());
            files.put(name, read);
            return read;
        }
    }

    private static Content content(String name, byte[] bytes) throws IOException {
        ByteBuffer plain = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        if (!COMPRESSED.contains(ending(name))) {
            return new Content(plain, null);
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return new Content(plain, ByteBuffer.wrap(compressed.toByteArray()).asReadOnlyBuffer());
    }

    private static Reply reply(String name, Content content, boolean gzip) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Cache-Control",
                name.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("Content-Security-Policy", POLICY);
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        ByteBuffer body = content.plain();
        if (content.gzip() != null) {
            headers.put("Vary", "Accept-Encoding");
            if (gzip) {
                headers.put("Content-Encoding", "gzip");
                body = content.gzip();
            }
        }
        return new Reply.Whole(
                200,
                TYPES.getOrDefault(ending(name), "application/octet-stream"),
                headers,
                body.duplicate());
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
