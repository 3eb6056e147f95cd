package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.MemoryBudget;
import dev.nocturne.server.auth.HostCheck;
import dev.nocturne.server.auth.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
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
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    @BeforeEach
    void start() throws Exception {
        for (MemoryBudget.Hold hold : List.of(others, budget.open("one"), budget.open("another"))) {
            assertThat(hold.resize(QUARTER, Duration.ZERO)).isTrue();
        }
        server.addConnector(connector);
        server.setHandler(
                new FrontHandler(
                        HostCheck.of(true, Set.of()),
                        new Tokens(List.of()),
                        List.of(route("/large", QUARTER), route("/small", KB)),
                        System::nanoTime,
                        budget));
        server.start();
    }

    private static Route route(String path, int bytes) {
        return Route.get(path, exchange -> new Reply.Whole(200, Reply.JSON, new byte[bytes]))
                .openToAll();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private String get(String path) throws Exception {
        return connector.getResponse(
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                20,
                TimeUnit.SECONDS);
    }

    @Test
    void aLargeAnswerIsRefusedWhileThereIsNoMemoryForIt() throws Exception {
        assertThat(get("/large"))
                .startsWith("HTTP/1.1 503")
                .contains("\"overloaded\"", "Retry-After");
        others.close();
        assertThat(get("/large")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aSmallAnswerIsGivenAllTheSame() throws Exception {
        assertThat(get("/small")).startsWith("HTTP/1.1 200");
    }
}
