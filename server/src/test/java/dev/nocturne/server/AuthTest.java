package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.Lab.Answer;
import dev.nocturne.server.auth.Token;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuthTest {
    private static final String[] ANNA = {"Authorization", "Bearer anna-secret"};
    private static final String[] BERT = {"Authorization", "bearer bert-secret"};

    @TempDir Path data;

    private Lab guarded() throws Exception {
        return Lab.start(
                Lab.withTokens(
                        Lab.config(data),
                        new Token("anna", "anna-secret", "test"),
                        new Token("bert", "bert-secret", "test")),
                Scripts::investigate);
    }

    @Test
    void withoutAKnownTokenTheApiIsClosed() throws Exception {
        try (Lab lab = guarded()) {
            for (String path :
                    List.of("/api/sessions", "/api/environments", "/api/version", "/api/nothing")) {
                for (String[] headers :
                        List.of(
                                new String[0],
                                new String[] {"Authorization", "Bearer wrong"},
                                new String[] {"Authorization", "Basic YTpi"},
                                new String[] {"Authorization", "Bearer "})) {
                    Answer answer = lab.get(path, headers);
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.code()).isEqualTo("unauthorized");
                    assertThat(answer.header("www-authenticate"))
                            .isEqualTo("Bearer realm=\"nocturne\"");
                    assertThat(answer.body()).doesNotContain("secret", "wrong");
                }
            }
            assertThat(lab.get("/health").status()).isEqualTo(200);
            assertThat(lab.get("/").status()).isEqualTo(200);
            assertThat(lab.get("/api/sessions", ANNA).status()).isEqualTo(200);
        }
    }

    @Test
    void aForeignSessionLooksLikeAMissingOne() throws Exception {
        try (Lab lab = guarded()) {
            String id = lab.open(ANNA);

            for (String path : List.of("", "/stream", "/tool-calls/x/result", "/recheck")) {
                Answer foreign = lab.get("/api/sessions/" + id + path, BERT);
                Answer missing = lab.get("/api/sessions/ses-none" + path, BERT);
                assertThat(foreign.status()).isEqualTo(404);
                assertThat(foreign.body()).isEqualTo(missing.body());
            }
            assertThat(lab.post("/api/sessions/" + id + "/cancel", "", BERT).status())
                    .isEqualTo(404);
            assertThat(lab.get("/api/sessions", BERT).json().path("sessions")).isEmpty();
            assertThat(lab.delete("/api/sessions/" + id, BERT).status()).isEqualTo(200);
            assertThat(lab.get("/api/sessions/" + id, ANNA).status()).isEqualTo(200);
        }
    }

    @Test
    void aKeyOfOneOwnerIsUnknownToAnother() throws Exception {
        try (Lab lab = guarded()) {
            String body = Lab.opening(Lab.ALERT);
            String anna =
                    lab.post("/api/sessions", body, ANNA[0], ANNA[1], "Idempotency-Key", "k")
                            .body();
            String bert =
                    lab.post("/api/sessions", body, BERT[0], BERT[1], "Idempotency-Key", "k")
                            .body();

            assertThat(bert).isNotEqualTo(anna);
        }
    }

    @Test
    void onLoopbackOnlyLoopbackNamesAreServed() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:9", "[::1]:80")) {
                assertThat(status(lab, "GET", host, "")).as(host).isEqualTo("200");
            }
            for (String host :
                    List.of("evil.example", "evil.example:80", "localhost.evil.example")) {
                assertThat(status(lab, "GET", host, "")).as(host).isEqualTo("403");
            }
        }
    }

    @Test
    void aPageOfAnotherOriginMayNotChangeAnything() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String own = "Origin: http://localhost\r\nContent-Length: 0\r\n";
            String otherPort = "Origin: http://localhost:5173\r\nContent-Length: 0\r\n";
            String crossSite = "Sec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n";
            String sameOrigin = "Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n";
            String evil = "Origin: https://evil.example\r\nContent-Length: 0\r\n";
            String none = "Origin: null\r\nContent-Length: 0\r\n";

            assertThat(status(lab, "POST", "localhost", own)).isEqualTo("405");
            assertThat(status(lab, "POST", "localhost:5173", otherPort)).isEqualTo("405");
            assertThat(status(lab, "POST", "localhost:80", own)).isEqualTo("405");
            assertThat(status(lab, "POST", "localhost", sameOrigin)).isEqualTo("405");
            assertThat(status(lab, "POST", "localhost", otherPort)).isEqualTo("403");
            assertThat(status(lab, "POST", "localhost:8080", otherPort)).isEqualTo("403");
            assertThat(status(lab, "POST", "localhost", crossSite)).isEqualTo("403");
            assertThat(status(lab, "POST", "localhost", evil)).isEqualTo("403");
            assertThat(status(lab, "POST", "localhost", none)).isEqualTo("403");
        }
    }

    private static String status(Lab lab, String method, String host, String headers)
            throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(method + " /health HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
            return wire.head().getOrDefault("", "");
        }
    }
}
