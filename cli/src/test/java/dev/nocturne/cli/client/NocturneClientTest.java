package dev.nocturne.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.cli.client.FakeServer.Asked;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NocturneClientTest {
    private static final UUID KEY = new UUID(1, 2);

    private FakeServer server;
    private NocturneClient client;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        client = new NocturneClient(ServerAddress.parse(server.url() + "/", "secret"), () -> KEY);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aSessionIsCreatedUnderAnIdempotencyKeyAndTheToken() {
        server.put("POST /api/sessions", 200, "{\"session_id\":\"s1\",\"status\":\"in_progress\"}");
        assertThat(client.create("shop", "it \"burns\"\n", null)).isEqualTo("s1");
        Asked asked = server.asked().getFirst();
        assertThat(asked.body())
                .isEqualTo("{\"environment\":\"shop\",\"alert_text\":\"it \\\"burns\\\"\\n\"}");
        assertThat(asked.header("Idempotency-key")).isEqualTo(KEY.toString());
        assertThat(asked.header("Authorization")).isEqualTo("Bearer secret");
    }

    @Test
    void filtersAreEncoded() {
        server.put(
                "GET /api/sessions?limit=5&status=failed&q=a%26b%20c",
                200, "{\"sessions\":[{\"id\":\"s1\"}]}");
        assertThat(client.list(new SessionSelection(null, "failed", "a&b c", 5, null))).hasSize(1);
    }

    @Test
    void aRefusalBringsItsDetailAndCode() {
        server.put(
                "POST /api/sessions/s1/message",
                409,
                "{\"status\":409,\"detail\":\"A turn is running.\",\"code\":\"turn_running\"}");
        assertThatThrownBy(() -> client.message("s1", "why?"))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        e -> {
                            assertThat(e).hasMessage("A turn is running.");
                            assertThat(e.code()).isEqualTo("turn_running");
                            assertThat(e.kind()).isEqualTo(ApiFailure.Kind.REFUSED);
                        });
    }

    @Test
    void aRefusalInAnotherFormatIsReportedByItsStatus() {
        server.put("GET /api/sessions/s1", 502, "<html>bad gateway</html>");
        assertThatThrownBy(() -> client.detail("s1"))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("502");
    }

    @Test
    void anAnswerOfAnotherServerIsReported() {
        server.put("GET /api/sessions/s1", 200, "<html>hello</html>");
        assertThatThrownBy(() -> client.detail("s1"))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        e -> assertThat(e.kind()).isEqualTo(ApiFailure.Kind.NOT_UNDERSTOOD));
    }

    @Test
    void anIdIsNeverTakenForAPath() {
        assertThatThrownBy(() -> client.delete("../x?y")).isInstanceOf(ApiFailure.class);
        assertThat(server.asked().getFirst().path()).isEqualTo("/api/sessions/..%2Fx%3Fy");
    }

    @Test
    void addressesAreReadAsPeopleTypeThem() {
        assertThat(ServerAddress.parse("localhost:8080", " "))
                .isEqualTo(new ServerAddress("http://localhost:8080", null));
        for (String wrong : new String[] {"", "http://", "ftp://x", "http://a b", "http://x?y"}) {
            assertThatThrownBy(() -> ServerAddress.parse(wrong, null))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
