package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.Lab.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every invalid request gets its status, code and sentence, and nothing is stored. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    record Bad(String body, int status, String code, String inDetail) {}

    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    static List<Bad> openings() {
        return List.of(
                invalid("", "empty"),
                invalid("{", "not valid JSON"),
                invalid("[]", "not a JSON object"),
                invalid("\"lab\"", "not a JSON object"),
                invalid("null", "not a JSON object"),
                invalid("{}", "'environment' is missing"),
                invalid("{\"environment\":\"lab\"}", "'alert_text' is missing"),
                invalid("{\"environment\":\"lab\",\"alert_text\":null}", "'alert_text' is missing"),
                invalid(
                        "{\"environment\":\"lab\",\"alert_text\":\"  \\n\"}",
                        "'alert_text' is empty"),
                invalid(
                        "{\"environment\":\"lab\",\"alert_text\":7}",
                        "'alert_text' must be a string"),
                invalid(
                        "{\"environment\":[\"lab\"],\"alert_text\":\"x\"}",
                        "'environment' must be"),
                invalid(
                        "{\"environment\":\"lab\",\"alert_text\":\"x\",\"orchestrator\":{}}",
                        "'orchestrator' must be a string"),
                invalid("{\"environment\":\"lab\",\"alert_text\":\"a\\u0000b\"}", "NUL"),
                invalid("{\"environment\":\"lab\",\"alert_text\":\"a\\ud800b\"}", "surrogate"),
                invalid("{\"environment\":\"lab\",\"alert_text\":\"x\"} {}", "not valid JSON"),
                invalid(
                        "{\"environment\":\"lab\",\"environment\":\"lab\",\"alert_text\":\"x\"}",
                        "given twice"),
                invalid("{'environment':'lab'}", "not valid JSON"),
                invalid("{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}", "nests deeper"),
                invalid(
                        "{\"environment\":\"lab\",\"alert_text\":\""
                                + "x".repeat(32 * 1024 + 1)
                                + "\"}",
                        "'alert_text' is longer than 32768 bytes"),
                invalid(
                        "{\"environment\":\"lab\",\"alert_text\":\""
                                + "ü".repeat(16 * 1024 + 1)
                                + "\"}",
                        "'alert_text' is longer"),
                new Bad(
                        "{\"environment\":\"moon\",\"alert_text\":\"x\"}",
                        404,
                        "unknown_scenario",
                        "moon"),
                new Bad(
                        "{\"environment\":\"lab\",\"alert_text\":\"x\",\"orchestrator\":\"oracle\"}",
                        422,
                        "unknown_orchestrator",
                        "oracle"),
                new Bad(
                        "\"" + "x".repeat(1024 * 1024) + "\"",
                        413,
                        "payload_too_large",
                        "1048576"));
    }

    private static Bad invalid(String body, String inDetail) {
        return new Bad(body, 422, "invalid_request", inDetail);
    }

    @ParameterizedTest
    @MethodSource("openings")
    void aBadOpeningIsRefused(Bad bad) throws Exception {
        expectProblem(lab.post("/api/sessions", bad.body()), bad);
        assertThat(lab.get("/api/sessions").json().path("sessions")).isEmpty();
    }

    @Test
    void aBodyThatCannotBeReadIsNotSaidToLackFields() throws Exception {
        for (String body : List.of("", "{", "[]", "{\"environment\":\"lab\",\"environment\":1}")) {
            assertThat(lab.post("/api/sessions", body).json().path("detail").stringValue())
                    .as(body)
                    .doesNotContain("missing");
        }
    }

    @Test
    void badUtf8IsRefused() throws Exception {
        byte[] body =
                "{\"environment\":\"lab\",\"alert_text\":\"\u00fc\"}"
                        .getBytes(StandardCharsets.ISO_8859_1);
        expectProblem(
                lab.send("POST", "/api/sessions", BodyPublishers.ofByteArray(body)),
                invalid("", "UTF-8"));
    }

    @Test
    void aChunkedBodyIsLimitedToo() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            String start = "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\n";
            wire.send(start + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                wire.send(chunk);
            }
            assertThat(wire.head()).containsEntry("", "413");
        }
    }

    @Test
    void anEncodedBodyIsRefused() throws Exception {
        expectProblem(
                lab.post("/api/sessions", Lab.opening("x"), "Content-Encoding", "gzip"),
                new Bad("", 415, "unsupported_media_type", "Content-Encoding"));
    }

    @Test
    void aBadIdempotencyKeyIsRefused() throws Exception {
        for (String key : List.of("", "two words", "x".repeat(201))) {
            expectProblem(
                    lab.post("/api/sessions", Lab.opening("x"), "Idempotency-Key", key),
                    invalid("", "Idempotency-Key"));
        }
    }

    @Test
    void badListParametersAreRefused() throws Exception {
        for (String query :
                List.of(
                        "limit=0",
                        "limit=501",
                        "limit=x",
                        "limit=-1",
                        "status=done",
                        "cursor=abc",
                        "cursor=%00",
                        "q=%ff",
                        "q=" + "x".repeat(201))) {
            expectProblem(lab.get("/api/sessions?" + query), invalid("", ""));
        }
    }

    @Test
    void anUnknownAddressOrMethodIsAProblemToo() throws Exception {
        for (String path :
                List.of("/api", "/api/", "/api/nothing", "/query/nothing", "/api/sessions/")) {
            expectProblem(lab.get(path), new Bad("", 404, "not_found", ""));
        }
        Answer put = lab.send("PUT", "/api/sessions", BodyPublishers.noBody());
        expectProblem(put, new Bad("", 405, "method_not_allowed", "GET"));
        assertThat(put.header("allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        Answer options = lab.send("OPTIONS", "/api/sessions/x/stream", BodyPublishers.noBody());
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        expectProblem(
                lab.post("/anything", ""), new Bad("", 405, "method_not_allowed", "GET, HEAD"));
    }

    private static void expectProblem(Answer answer, Bad bad) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
        assertThat(problem.path("status").intValue()).isEqualTo(bad.status());
        assertThat(problem.path("code").stringValue()).isEqualTo(bad.code());
        assertThat(problem.path("detail").stringValue())
                .contains(bad.inDetail())
                .doesNotContain("Exception", "dev.nocturne", "jackson");
    }
}
