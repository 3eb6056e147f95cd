package dev.nocturne.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsolePagesTest {
    private static final String START = "<!doctype html><title>Console</title>";
    private static final String SCRIPT = "console.log('moon')".repeat(50);

    @TempDir Path folder;

    private Reply.Whole page(String path, @Nullable String acceptEncoding) throws IOException {
        return (Reply.Whole) answer(path, "text/html", acceptEncoding);
    }

    private Reply answer(String path, @Nullable String accept, @Nullable String acceptEncoding)
            throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, /* parent= */ null)) {
            return new ConsolePages(loader).page(path, accept, acceptEncoding);
        }
    }

    private void console() throws IOException {
        Path files = folder.resolve("META-INF/console");
        Files.createDirectories(files.resolve("assets"));
        Files.writeString(files.resolve("index.html"), START);
        Files.writeString(files.resolve("assets/index-abc123.js"), SCRIPT);
        Files.writeString(files.resolve("secret.key"), "no");
        Files.writeString(folder.resolve("outside.js"), "no");
    }

    private static String text(Reply.Whole reply) {
        return StandardCharsets.UTF_8.decode(reply.body().duplicate()).toString();
    }

    @Test
    void pathsOfTheConsoleServeItsStartPageWhichIsNotCached() throws IOException {
        console();
        for (String path : new String[] {"/", "/sessions/ses-1", "/somewhere", "/../x"}) {
            Reply.Whole reply = page(path, null);
            assertThat(text(reply)).isEqualTo(START);
            assertThat(reply.contentType()).isEqualTo("text/html; charset=utf-8");
            assertThat(reply.headers()).containsEntry("Cache-Control", "no-cache");
        }
    }

    @Test
    void theStartPageFindsItsFilesFromAnyDepthAlsoBelowAPrefixThatAProxyAdds() throws IOException {
        console();
        Files.writeString(
                folder.resolve("META-INF/console/index.html"),
                "<meta name=\"nocturne-root\" content=\"./\"><link href=\"./icon.svg\">"
                        + "<script src=\"./assets/index-abc123.js\"></script>");
        for (String prefix : new String[] {"http://proxy", "http://proxy/noc", "http://a/b/c"}) {
            for (String path :
                    new String[] {"/", "/status", "/sessions/ses-1", "/environments", "/a/b/c/d"}) {
                String page = text(page(path, null));
                Matcher references =
                        Pattern.compile("(?:src|href|content)=\"([^\"]*)\"").matcher(page);
                assertThat(references.results().map(found -> found.group(1)))
                        .extracting(reference ->
                                URI.create(prefix + path).resolve(reference).toString())
                        .as(path)
                        .containsExactly(
                                prefix + "/",
                                prefix + "/icon.svg",
                                prefix + "/assets/index-abc123.js");
            }
        }
    }

    @Test
    void theStartPageOfABuildWithoutTheConsoleLeadsToTheApiFromAnyDepth() throws IOException {
        assertThat(text(page("/sessions/ses-1", null))).contains("href=\"../api/sessions\"");
        assertThat(text(page("/", null))).contains("href=\"./api/sessions\"");
    }

    @Test
    void filesWithAHashInTheirNameAreKeptForAYear() throws IOException {
        console();
        Reply.Whole reply = page("/assets/index-abc123.js", null);
        assertThat(text(reply)).isEqualTo(SCRIPT);
        assertThat(reply.contentType()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(reply.headers())
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    }

    @Test
    void thePolicyAllowsNothingInlineAndNothingForeign() throws IOException {
        console();
        for (String path : new String[] {"/", "/assets/index-abc123.js"}) {
            String policy = page(path, null).headers().get("Content-Security-Policy");
            assertThat(policy)
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("style-src 'self'")
                    .contains("connect-src 'self'")
                    .contains("base-uri 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe")
                    .doesNotContain("http")
                    .doesNotContain("*");
        }
    }

    @Test
    void textIsGzippedForClientsThatAcceptIt() throws IOException {
        console();
        Reply.Whole reply = page("/assets/index-abc123.js", "br, gzip;q=0.8");
        assertThat(reply.headers())
                .containsAllEntriesOf(
                        Map.of("Content-Encoding", "gzip", "Vary", "Accept-Encoding"));
        assertThat(reply.body().remaining()).isLessThan(SCRIPT.length());
        assertThat(unzipped(reply.body())).isEqualTo(SCRIPT);
        for (String refusal : new String[] {"identity", "gzip;q=0", "br"}) {
            assertThat(page("/assets/index-abc123.js", refusal).headers())
                    .doesNotContainKey("Content-Encoding");
        }
    }

    @Test
    void filesOfUnknownTypesAndOutsideTheFolderAreNotServed() throws IOException {
        console();
        for (String path : new String[] {"/secret.key", "/../../outside.js", "/nothing.js"}) {
            assertNotFound(path, "text/html");
        }
        assertThat(text(page("/assets/../index.html/", null))).isEqualTo(START);
    }

    @Test
    void whatIsNoPageIsNotFound() throws IOException {
        console();
        for (String accept :
                new String[] {"*/*", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", null}) {
            assertNotFound("/metrics", accept);
            assertNotFound("/openapi.json", accept);
            assertNotFound("/docs", accept);
        }
        assertThat(answer("/sessions/ses-1", "*/*", null)).isInstanceOf(Reply.Whole.class);
        assertThat(answer("/docs", "text/html,application/xhtml+xml", null))
                .isInstanceOf(Reply.Whole.class);
    }

    private void assertNotFound(String path, @Nullable String accept) throws IOException {
        assertThat(answer(path, accept, null))
                .as(path)
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }

    @Test
    void aBuildWithoutTheConsoleSaysSo() throws IOException {
        Reply.Whole reply = page("/", null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply))
                .contains("does not include the web console")
                .contains("/api/sessions");
        assertThat(reply.headers()).containsEntry("Content-Security-Policy", ConsolePages.POLICY);
    }

    private static String unzipped(ByteBuffer body) throws IOException {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
