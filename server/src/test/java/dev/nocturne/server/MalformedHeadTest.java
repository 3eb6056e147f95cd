package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.auth.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No header, path or query makes the server fail, however malformed it is. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedHeadTest {
    private static final Token TOKEN = new Token("anna", "anna-secret", "test");

    /** All that the server, its HTTP library or a proxy before them may look at. */
    private static final List<String> HEADERS =
            List.of(
                    "Accept",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Authorization",
                    "Connection",
                    "Content-Encoding",
                    "Content-Length",
                    "Content-Type",
                    "Cookie",
                    "Date",
                    "Expect",
                    "Forwarded",
                    "Host",
                    "Idempotency-Key",
                    "If-Match",
                    "If-Modified-Since",
                    "If-None-Match",
                    "If-Range",
                    "Last-Event-ID",
                    "Origin",
                    "Range",
                    "Sec-Fetch-Site",
                    "TE",
                    "Transfer-Encoding",
                    "Upgrade",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto");

    private static final List<String> VALUES =
            List.of(
                    "",
                    " ",
                    "\t",
                    "\"",
                    "\"unbalanced",
                    "a\"b, c\"",
                    "\"\\",
                    "text/csv;a=\"b",
                    "text/csv;q=",
                    "text/csv;q=1e999999999",
                    "text/csv;q=" + "9".repeat(4_000),
                    "q=0.1",
                    ";q=0.5",
                    ";",
                    ",",
                    "=",
                    "=;,=",
                    ";".repeat(4_000),
                    ",".repeat(4_000),
                    "\"\\\"".repeat(1_500),
                    "(".repeat(4_000),
                    "x".repeat(8_000),
                    "%00%ff%zz",
                    "\u0001",
                    "\u00ff\u00fe\u00c3(",
                    "-1",
                    "+1",
                    "0x10",
                    "99999999999999999999",
                    "1, 2",
                    "bytes=9-1,,-",
                    "*",
                    "W/",
                    "W/\"",
                    "[",
                    "[::1",
                    "]:0",
                    "localhost:99999999999",
                    "://",
                    "http://[",
                    "null",
                    "Bearer",
                    "Bearer \u00e9",
                    "Basic !!!",
                    "chunked, gzip",
                    "h2c",
                    "close, keep-alive, upgrade");

    private static final List<String> TARGETS =
            List.of(
                    "/%",
                    "/%zz",
                    "/%u0041",
                    "/%ff",
                    "/%c0%ae%c0%ae/",
                    "/api/sessions/%00",
                    "/api/sessions/%ed%a0%80",
                    "/api/%2e%2e/%2f",
                    "/..%2f..%5c",
                    "//",
                    "/;x=\"",
                    "/api;a/version;b",
                    "/\\",
                    "/\u00ff",
                    "/api/sessions?%",
                    "/api/sessions?limit=%zz&&&==",
                    "/api/sessions?limit=99999999999999999999",
                    "/api/sessions?cursor=\u00ff",
                    "/api/sessions?q=" + "%22".repeat(60),
                    "/api/config/scenario?name=%f0%28%8c%28",
                    "/api/environments/%f0%28%8c%28",
                    "/" + "a/".repeat(4_000),
                    "*",
                    "http://",
                    "http://[/",
                    "http://localhost:x/",
                    "localhost:80");

    private Lab lab;
    private String session;
    private String call;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(Lab.withTokens(Lab.config(data), TOKEN), Scripts::investigate);
        String[] auth = {"Authorization", "Bearer " + TOKEN.secret()};
        session = "/api/sessions/" + lab.open(auth);
        lab.get(session + "/stream", auth);
        call = lab.get(session, auth).json().at("/steps/0/id").stringValue();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    /** Requests whose handlers read the header, and one that passes all the checks before those. */
    private List<String> requests(String header) {
        String common = "POST " + session + "/cancel";
        String result = "GET " + session + "/tool-calls/" + call + "/result";
        return switch (header) {
            case "Accept" -> List.of(common, "GET /", result);
            case "Accept-Encoding" -> List.of(common, "GET /");
            case "If-None-Match" -> List.of(common, "GET /api/openapi.json");
            case "Last-Event-ID" -> List.of(common, "GET " + session + "/stream");
            default -> List.of(common);
        };
    }

    @Test
    void noHeaderMakesARequestFail() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (String header : HEADERS) {
            for (String request : requests(header)) {
                for (String value : VALUES) {
                    String status = send(request, header, value);
                    softly.assertThat(status)
                            .as("%s with %s: %s", request, header, brief(value))
                            .matches(MalformedHeadTest::isExpected, "no failure");
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void noTargetMakesARequestFail() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (String method : List.of("GET", "POST", "OPTIONS", "CONNECT", "DELETE")) {
            for (String target : TARGETS) {
                String status = send(method + " " + target, "X-None", "");
                softly.assertThat(status)
                        .as("%s %s", method, brief(target))
                        .matches(MalformedHeadTest::isExpected, "no failure");
            }
        }
        softly.assertAll();
    }

    @Test
    void linesOfOneNameAreReadAsOneList() throws Exception {
        String result = session + "/tool-calls/" + call + "/result";
        String auth = "Authorization: Bearer " + TOKEN.secret();
        assertThat(head("GET " + result, auth, "Accept: image/png", "Accept: text/csv"))
                .containsEntry("content-type", "text/csv; charset=utf-8");
        assertThat(head("GET " + session, auth, auth)).containsEntry("", "401");
        assertThat(head("GET " + session + "/stream", auth, "Last-Event-ID: 1", "Last-Event-ID: 2"))
                .containsEntry("", "422");
        assertThat(
                        head(
                                "POST " + session + "/cancel",
                                auth,
                                "Idempotency-Key: a",
                                "Idempotency-Key: b",
                                "Content-Length: 0"))
                .containsEntry("", "422");
        assertThat(
                        head(
                                "POST " + session + "/cancel",
                                auth,
                                "Content-Encoding: identity",
                                "Content-Encoding: gzip",
                                "Content-Length: 0"))
                .containsEntry("", "415");
    }

    /** A success or a refusal; of the 5xx only what says that a feature of HTTP is missing. */
    private static boolean isExpected(String status) {
        return status.matches("[234]..|501|505");
    }

    private static String brief(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "...";
    }

    private String send(String request, String header, String value) throws IOException {
        List<String> lines = new ArrayList<>();
        if (!header.equals("Authorization")) {
            lines.add("Authorization: Bearer " + TOKEN.secret());
        }
        boolean frames = header.equals("Content-Length") || header.equals("Transfer-Encoding");
        if (!frames && request.startsWith("POST")) {
            lines.add("Content-Length: 0");
        }
        lines.add(header + ": " + value);
        return head(request, lines.toArray(String[]::new)).getOrDefault("", "none");
    }

    /**
     * The head of the answer; what comes after the request is cut off, so that no body is awaited.
     */
    private Map<String, String> head(String request, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(request).append(" HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            host |= header.startsWith("Host:");
            text.append(header).append("\r\n");
        }
        text.append(host ? "" : "Host: localhost\r\n").append("\r\n");
        try (Wire wire = new Wire(lab.url())) {
            return wire.send(text.toString()).endInput().head();
        }
    }
}
