package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Refusals by the HTTP library have the form of all other refusals. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolErrorsTest {
    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void aMalformedRequestIsABadRequest() throws Exception {
        expect("NONSENSE\r\n\r\n", "400", "bad_request");
        expect("GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", "bad_request");
        expect("GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n", "400", "bad_request");
        expect("GET / HTTP/1.1\r\n\r\n", "400", "bad_request");
        expect("GET /api/%2e%2e/x%2fy HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", "bad_request");
    }

    @Test
    void lengthsThatContradictEachOtherAreRefused() throws Exception {
        expect(post("Content-Length: 3\r\nContent-Length: 4", "abcd"), "400", "bad_request");
        expect(
                post("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                "400",
                "bad_request");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        expect(
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-Much: " + "x".repeat(20_000) + "\r\n\r\n",
                "431",
                "headers_too_large");
        expect(
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "414",
                "uri_too_long");
    }

    @Test
    void aHeaderFromOutsideCannotSplitAnAnswer() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            Map<String, String> head =
                    wire.get("/api/sessions/x%0d%0aX-Evil:%201?name=%0d%0aX-Evil:%201").head();

            assertThat(head).doesNotContainKey("x-evil");
        }
    }

    @Test
    void anHttp10ClientIsServed() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n");

            assertThat(wire.head()).containsEntry("", "200");
            assertThat(wire.rest()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void aDroppedUploadStoresNothing() throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(post("Content-Length: 1000", "{\"environment\":\"lab\""));
        }
        assertThat(lab.get("/api/sessions").json().path("sessions")).isEmpty();
    }

    private static String post(String headers, String body) {
        String start = "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\n";
        return start + headers + "\r\n\r\n" + body;
    }

    private void expect(String request, String status, String code) throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(request);

            Map<String, String> head = wire.head();
            String body = wire.body(head);

            assertThat(head).as(body).containsEntry("", status).doesNotContainKey("server");
            assertThat(head).containsEntry("content-type", "application/problem+json");
            assertThat(EventCodec.JSON.readTree(body).path("code").stringValue()).isEqualTo(code);
            assertThat(body).doesNotContain("Jetty", "jetty", "Exception");
        }
    }
}
