package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.FakeServer;
import dev.nocturne.cli.render.Times;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.server.ServerFacts;
import dev.nocturne.server.config.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command against a server of scripted sessions. */
@Timeout(60)
class EvaluateCommandTest {
    private static final String SHOP = Path.of("..", "scenarios", "online-shop").toString();

    private static final String RIGHT_PEAK =
            """
            id: 1
            event: diagnosis
            data: {"verdict":"no_fault","root_causes":[],"affected":[]}

            id: 2
            event: message.complete
            data: {"id":"m","text":"web-frontend is busy, and well."}

            event: done
            data: {"status":"completed"}

            """;

    @TempDir private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<ServerOptions> started = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        agents("{\"name\":\"builtin\",\"default\":true,\"ready\":true,\"missing\":[]}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void agents(String orchestrator) {
        server.put(
                "GET /api/agents",
                200,
                "{\"orchestrators\":["
                        + orchestrator
                        + ",{\"name\":\"external\",\"default\":false,\"ready\":true,\"missing\":[]}]}");
    }

    @Test
    void aSessionThatFailsIsARowAndTheNextOneIsRun() {
        server
                .put("POST /api/sessions", 200, "{\"session_id\":\"s1\"}")
                .put("POST /api/sessions", 503, "{\"detail\":\"The disk is full.\",\"code\":\"x\"}")
                .put("POST /api/sessions", 200, "{\"session_id\":\"s3\"}")
                .stream(
                        "GET /api/sessions/s1/stream",
                        """
                        id: 1
                        event: error
                        data: {"code":"deadline_exceeded","message":"15 minutes are over."}

                        event: done
                        data: {"status":"failed"}

                        """)
                .stream("GET /api/sessions/s3/stream", RIGHT_PEAK);

        assertThat(run(0, "evaluate", "--pack", SHOP)).as(said()).isEqualTo(1);
        assertThat(shown())
                .contains(
                        "default_alert: failed: [deadline_exceeded] 15 minutes are over.",
                        "failing_payments_alert: failed: The disk is full.")
                .containsPattern("(?m)^traffic_peak_alert +yes ")
                .containsPattern("(?m)^mean +0.33 ");
        assertThat(started).hasSize(1);
        assertThat(started.getFirst().data()).doesNotExist();
    }

    @Test
    void theOrchestratorGetsOnlyTheAlert() throws IOException {
        server.put("POST /api/sessions", 200, "{\"session_id\":\"s3\"}").stream(
                "GET /api/sessions/s3/stream", RIGHT_PEAK);

        assertThat(run(0, "evaluate", "--pack", SHOP, "--alert", "traffic_peak", "--json"))
                .as(said())
                .isZero();
        String alert = Files.readString(Path.of(SHOP, "data", "prompts", "traffic_peak_alert.md"));
        assertThat(server.asked().stream().filter(a -> a.method().equals("POST")))
                .singleElement()
                .extracting(FakeServer.Asked::body)
                .isEqualTo(
                        EventCodec.JSON.writeValueAsString(
                                new Opened("online-shop", alert, "builtin")));
        assertThat(shown().lines()).hasSize(2);
        assertThat(shown()).startsWith("{\"alert\":\"traffic_peak_alert\",\"session\":\"s3\",");
    }

    private record Opened(String environment, String alertText, String orchestrator) {}

    @Test
    void progressIsPrintedOnATerminalOnly() {
        server.put("POST /api/sessions", 200, "{\"session_id\":\"s3\"}").stream(
                "GET /api/sessions/s3/stream", RIGHT_PEAK);

        run(120, "evaluate", "--pack", SHOP, "--alert", "traffic_peak_alert");
        assertThat(shown()).contains("[1/1] traffic_peak_alert ... ok\n");
        run(0, "evaluate", "--pack", SHOP, "--alert", "traffic_peak_alert");
        assertThat(shown()).doesNotContain("[1/1]");
    }

    @Test
    void whatCannotBeEvaluatedIsWrongUsage() {
        assertThat(run(0, "evaluate")).isEqualTo(2);
        assertThat(run(0, "evaluate", "--pack", home.resolve("none").toString())).isEqualTo(2);
        assertThat(run(0, "evaluate", "--pack", SHOP, "--alert", "storm")).isEqualTo(2);
        assertThat(said()).contains("'storm'").contains("traffic_peak_alert");
        assertThat(started).isEmpty();
        for (String who : List.of("nobody", "external")) {
            assertThat(run(0, "evaluate", "--pack", SHOP, "--orchestrator", who)).isEqualTo(2);
            assertThat(said()).contains("'" + who + "'").contains("there are: builtin");
        }
    }

    @Test
    void anOrchestratorThatLacksSomethingSaysWhat() throws IOException {
        server.close();
        server = new FakeServer();
        agents(
                "{\"name\":\"model\",\"default\":true,\"ready\":false,"
                        + "\"missing\":[\"set NOCTURNE_MODEL\"]}");

        assertThat(run(0, "evaluate", "--pack", SHOP)).isEqualTo(2);
        assertThat(said()).contains("model is not ready: set NOCTURNE_MODEL");
    }

    private int run(int columns, String... args) {
        out.reset();
        err.reset();
        return Nocturne.run(around(columns), args);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private RunningServer scripted(ServerOptions options) {
        started.add(options);
        return new RunningServer() {
            @Override
            public ServerFacts facts() {
                return new ServerFacts(server.url(), "", List.of(), List.of(), "", "", List.of());
            }

            @Override
            public void close() {}
        };
    }

    private Surroundings around(int columns) {
        return new Surroundings(
                Map.of("NO_COLOR", "1"),
                home,
                home,
                null,
                columns,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> new UUID(1, 2),
                () -> 0,
                pause -> {},
                () -> new Times(Instant.parse("2025-12-31T23:51:00Z"), ZoneId.of("Europe/Berlin")),
                (options, settings) -> scripted(options),
                action -> {},
                url -> false);
    }
}
