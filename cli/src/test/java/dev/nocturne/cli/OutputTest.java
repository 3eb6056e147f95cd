package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.FakeServer;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The JSON output of the commands. */
@Timeout(60)
class OutputTest extends CommandTest {
    /** Servers that run until they are stopped, a file's build, scripts and help texts. */
    private static final Set<String> WITHOUT_RESULT =
            new TreeSet<>(
                    Set.of(
                            "nocturne demo",
                            "nocturne serve",
                            "nocturne warm-up",
                            "nocturne completion",
                            "nocturne help"));

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        env.put("NOCTURNE_SERVER", server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode json(String... args) {
        assertThat(run(args)).as(said()).isZero();
        return EventCodec.JSON.readTree(printed());
    }

    @Test
    void everyCommandThatPrintsAResultCanPrintJson() {
        Set<String> without = new TreeSet<>();
        collect(Nocturne.line(around(), ""), without);
        assertThat(without).isEqualTo(WITHOUT_RESULT);
    }

    private static void collect(CommandLine line, Set<String> without) {
        line.getSubcommands().values().forEach(sub -> collect(sub, without));
        boolean json =
                line.getCommandSpec().findOption("-o") != null
                        && line.getCommandSpec().findOption("--json") != null;
        if (!json && line.getSubcommands().isEmpty()) {
            without.add(line.getCommandSpec().qualifiedName());
        }
    }

    @Test
    void anApprovalIsAnsweredInJson() {
        server.put(
                        "GET /api/sessions/s1",
                        200,
                        "{\"id\":\"s1\",\"approvals\":[{\"id\":\"apr-1\",\"tool\":\"dispatch\","
                                + "\"arguments\":{},\"expires_at\":\"2026-01-01T00:00:00Z\"}]}")
                .put("POST /api/sessions/s1/approvals/apr-1", 200, "{\"decision\":\"x\"}");
        for (String command : new String[] {"approve", "deny"}) {
            assertThat(json(command, "s1", "-o", "json").toString())
                    .isEqualTo(
                            "{\"session_id\":\"s1\",\"approval_id\":\"apr-1\",\"decision\":\"%s\"}"
                                    .formatted(command));
        }
    }

    @Test
    void aCancelWithoutARunningTurnIsJson() {
        server.put("POST /api/sessions/s1/cancel", 200, "{\"status\":\"completed\"}");
        assertThat(json("cancel", "s1", "--json").toString())
                .isEqualTo("{\"session_id\":\"s1\",\"status\":\"completed\"}");
    }

    @Test
    void deletedSessionsAreALineOfJsonEach() {
        server.put(
                        "GET /api/sessions?limit=500&q=ses-1",
                        200,
                        "{\"sessions\":[{\"id\":\"ses-1\"}]}")
                .put("DELETE /api/sessions/ses-1", 200, "{}");
        assertThat(json("delete", "ses-1", "-o", "json").toString())
                .isEqualTo("{\"deleted\":\"ses-1\"}");
    }

    @Test
    void backupRestoreAndDoctorPrintJson() {
        Path data = home.resolve("data");
        Path backup = home.resolve("backup.db");
        servers = new LocalServers();
        env.clear();
        Path pack = Path.of("..", "scenarios", "online-shop");
        stdin = "All is quiet.";
        assertThat(
                        run(
                                "investigate",
                                "-",
                                "--scenario",
                                pack.toString(),
                                "--data",
                                data.toString(),
                                "-q"))
                .as(said())
                .isZero();
        String[] at = {"--data", data.toString(), "-o", "json"};
        assertThat(json("backup", backup.toString(), at[0], at[1], at[2], at[3]).toString())
                .isEqualTo("{\"backup\":\"" + backup + "\"}");
        JsonNode report = json("doctor", at[0], at[1], at[2], at[3]);
        assertThat(report.path("sessions").asInt()).isEqualTo(1);
        assertThat(report.path("damage").isEmpty()).isTrue();
        JsonNode restored = json("restore", backup.toString(), at[0], at[1], at[2], at[3]);
        assertThat(restored.path("restored").asString())
                .isEqualTo(data.resolve("nocturne.db").toString());
        assertThat(Path.of(restored.path("previous").asString())).exists();
    }
}
