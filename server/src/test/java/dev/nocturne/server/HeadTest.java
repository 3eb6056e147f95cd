package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD has the status and the headers of GET, and no body. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadTest {
    private Lab lab;
    private String session = "";

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
        session = lab.openAndFinish();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/api/sessions",
                "/api/sessions/{id}",
                "/api/sessions/{id}?view=state",
                "/api/sessions/{id}/events",
                "/api/sessions/{id}/stream",
                "/api/sessions/ses-none",
                "/api/nothing",
                "/api/sessions?limit=0",
                "/",
                "/no/such/file.js"
            })
    void headHasTheHeadersOfGet(String pattern) throws Exception {
        String path = pattern.replace("{id}", session);
        Map<String, String> get = headers("GET", path);
        assertThat(headers("HEAD", path)).isEqualTo(get);
        assertThat(get).containsAnyOf(Map.entry("transfer-encoding", "chunked"), length(get));
    }

    private static Map.Entry<String, String> length(Map<String, String> headers) {
        return Map.entry("content-length", headers.getOrDefault("content-length", "missing"));
    }

    /** Checks for HEAD, too, that the next answer on the connection follows at once. */
    private Map<String, String> headers(String method, String path) throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Map<String, String> headers = wire.head();
            if (method.equals("HEAD")) {
                assertThat(wire.get("/health").head()).containsEntry("", "200");
            }
            headers.remove("date");
            return headers;
        }
    }
}
