package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.MemoryBudget;
import dev.nocturne.server.auth.HostCheck;
import dev.nocturne.server.auth.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are whole in memory, where other clients hold most of the budget. */
@Timeout(30)
class LargeAnswersTest {
    private static final int KB = 1_024;
    private static final int QUARTER = 200 * KB;

    private final MemoryBudget budget = new MemoryBudget(4L * QUARTER);
    private final MemoryBudget.Hold others = budget.open("one");
    private final HttpServer server = server();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        for (MemoryBudget.Hold hold : List.of(others, budget.open("one"), budget.open("another"))) {
            assertThat(hold.resize(QUARTER, Duration.ZERO)).isTrue();
        }
        server.start();
    }

    private HttpServer server() {
        ConnectionTracker connections =
                new ConnectionTracker(ConnectionLimits.DEFAULT, System::nanoTime);
        FrontHandler front =
                new FrontHandler(
                        connections,
                        HostCheck.of(true, Set.of(), Set.of()),
                        new Tokens(List.of()),
                        List.of(route("/large", QUARTER), route("/small", KB)),
                        System::nanoTime,
                        budget);
        return new HttpServer("127.0.0.1", 0, Duration.ofSeconds(30), connections, front);
    }

    private static Route route(String path, int bytes) {
        return Route.get(path, exchange -> new Reply.Whole(200, Reply.JSON, new byte[bytes]))
                .openToAll();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void aLargeAnswerIsRefusedWhileThereIsNoMemoryForIt() throws Exception {
        HttpResponse<String> refused = get("/large");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("\"overloaded\"");
        others.close();
        assertThat(get("/large").statusCode()).isEqualTo(200);
    }

    @Test
    void aSmallAnswerNeedsNoReservation() throws Exception {
        assertThat(get("/small").statusCode()).isEqualTo(200);
    }
}
