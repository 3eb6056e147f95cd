package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.auth.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that sends all of its body before it reads gets the answer, and keeps its connection.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedBodyTest {
    private static final int MIB = 1024 * 1024;
    private static final String TOKEN = "Authorization: Bearer anna-secret";

    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Token anna = new Token("anna", "anna-secret", "test");
        lab = Lab.start(Lab.withTokens(Lab.config(data), anna), Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void overTheLimit() throws Exception {
        expect("413", "/api/sessions", 2 * MIB, TOKEN);
        expect("413", "/api/sessions/any/events", 8 * MIB, TOKEN);
    }

    @Test
    void withoutAToken() throws Exception {
        expect("401", "/api/sessions", MIB);
    }

    @Test
    void forAnotherHost() throws Exception {
        expect("403", "/api/sessions", MIB, "Origin: http://elsewhere.example");
    }

    @Test
    void whereNothingIs() throws Exception {
        expect("404", "/api/nothing", MIB, TOKEN);
        expect("405", "/api/version", MIB, TOKEN);
    }

    @Test
    void encoded() throws Exception {
        expect("415", "/api/sessions", MIB, TOKEN, "Content-Encoding: gzip");
    }

    @Test
    void inChunks() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(head("/api/sessions", "Transfer-Encoding: chunked", TOKEN));
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 64; i++) {
                wire.send(chunk);
            }
            wire.send("0\r\n\r\n");
            expect("413", wire);
        }
    }

    @Test
    void aClientThatExpectsContinueIsNotAskedForItsBody() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(
                    head(
                            "/api/sessions",
                            "Content-Length: 2000000",
                            "Expect: 100-continue",
                            TOKEN));
            assertThat(wire.head()).containsEntry("", "413");
        }
    }

    @Test
    void theEndOfAHugeBodyIsNotAwaited() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(head("/api/sessions", "Content-Length: 1000000000", TOKEN));
            Map<String, String> head = wire.head();
            assertThat(head).containsEntry("", "413").containsEntry("connection", "close");
        }
    }

    @Test
    void aBodyThatDoesNotArriveIsNotDrained(@TempDir Path data) throws Exception {
        try (Lab impatient =
                        Lab.start(
                                Lab.withStreams(Lab.config(data), 1, Duration.ofMillis(200)),
                                Scripts::investigate);
                Wire wire = new Wire(impatient.url())) {
            wire.send(head("/api/sessions", "Content-Length: 100") + "{");
            Map<String, String> head = wire.head();
            assertThat(head).containsEntry("", "408").containsEntry("connection", "close");
        }
    }

    private void expect(String status, String path, int length, String... headers)
            throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(head(path, headers).strip() + "\r\nContent-Length: " + length + "\r\n\r\n");
            wire.send(new byte[length]);
            expect(status, wire);
        }
    }

    private static void expect(String status, Wire wire) throws Exception {
        Map<String, String> head = wire.head();
        assertThat(head).containsEntry("", status);
        wire.body(head);
        wire.get("/health");
        assertThat(wire.head()).containsEntry("", "200");
    }

    private static String head(String path, String... headers) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("\r\n", headers)
                + "\r\n\r\n";
    }
}
