package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.process.Distribution.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as people and scripts use it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CommandsIT {
    @TempDir private Path home;

    @Test
    void theLauncherWorksThroughSymbolicLinksAndFromAnywhere() throws IOException {
        try (Distribution distribution = Distribution.in(home)) {
            Path link = Files.createSymbolicLink(home.resolve("first"), Distribution.launcher());
            Path second = Files.createSymbolicLink(home.resolve("second"), link.getFileName());
            Ran ran = Distribution.end(distribution.start(Map.of(), second, "--version"));
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out()).startsWith("nocturne ");
        }
    }

    @Test
    void wrongUsageIsTwoAndAMissingServerThree() {
        try (Distribution distribution = Distribution.in(home)) {
            for (String[] wrong :
                    List.of(
                            new String[] {"frobnicate"},
                            new String[] {"show"},
                            new String[] {"serve", "--pace", "fast"},
                            new String[] {"serve", "--host", "0.0.0.0"},
                            new String[] {"investigate", "no-such-file"})) {
                Ran ran = distribution.run(wrong);
                assertThat(ran.code()).as(List.of(wrong) + ran.err()).isEqualTo(2);
                assertThat(ran.err()).startsWith("nocturne: ").doesNotContain("\tat ");
            }
            String nobody = "http://127.0.0.1:" + ServerProcess.freePort();
            Ran ran = distribution.run("list", "--server", nobody);
            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.err().lines()).hasSize(1).first().asString().contains(nobody);
        }
    }

    @Test
    void wordsOfAnOperatorDecideHowATableIsRead() throws IOException {
        write(
                "pack/scenario.yaml",
                "name: small\npaths: {entities: data, telemetry: telemetry,"
                        + " graph_schema: graph_schema.yaml}\n");
        write(
                "pack/graph_schema.yaml",
                "data_dir: data\nvertices:\n  - {label: Node, csv_file:"
                        + " Nodes.csv, id_column: Id}\n");
        write("pack/data/Nodes.csv", "Id\na1\n");
        write("pack/telemetry/L.csv", "Stempel,Node,LatencyMs\n1777626000,a1,1.5\n");
        write("words/columns.txt", "time: stempel\n");
        String pack = home.resolve("pack").toString();
        try (Distribution distribution = Distribution.in(home)) {
            assertThat(distribution.run("pack", "validate", pack).out()).contains("no time column");
            Map<String, String> words = Map.of("NOCTURNE_WORDS", home.resolve("words").toString());
            Ran ran =
                    Distribution.end(
                            distribution.start(
                                    words, Distribution.launcher(), "pack", "validate", pack));
            assertThat(ran.out()).as(ran.err()).contains("time Stempel (seconds since 1970)");
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aServerThatCannotStartSaysWhyInALine() throws IOException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = ServerProcess.start(distribution, home.resolve("data"))) {
            Ran sameData =
                    distribution.run(
                            "serve", "--port", "0", "--data", home.resolve("data").toString());
            assertThat(sameData.code()).isEqualTo(1);
            assertThat(sameData.err().lines()).as(sameData.err()).hasSize(1);
            assertThat(sameData.err()).contains("in use").contains("" + server.pid());
            Ran samePort =
                    distribution.run(
                            "serve",
                            "--port",
                            "" + server.port(),
                            "--data",
                            home.resolve("other").toString());
            assertThat(samePort.code()).isEqualTo(1);
            assertThat(samePort.err().lines()).as(samePort.err()).hasSize(1);
            assertThat(samePort.err()).contains("" + server.port());
            Path pack = Files.createDirectories(home.resolve("pack"));
            Files.writeString(pack.resolve("scenario.yaml"), "name: [\n");
            Ran wrongPack =
                    distribution.run(
                            "serve",
                            "--port",
                            "0",
                            "--data",
                            home.resolve("third").toString(),
                            "--scenario",
                            pack.toString());
            assertThat(wrongPack.code()).isEqualTo(1);
            assertThat(wrongPack.err()).contains("scenario.yaml").doesNotContain("\tat ");
        }
    }

    @Test
    void anInvestigationWithoutAServerIsStored() throws IOException {
        try (Distribution distribution = Distribution.in(home)) {
            Ran ran = distribution.run("investigate", "--json");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out().lines()).first().asString().contains("\"event\":\"user_message\"");
            Path data = home.resolve(".local").resolve("share").resolve("nocturne");
            try (ServerProcess server = ServerProcess.start(distribution, data)) {
                String id =
                        server.get("/api/sessions")
                                .json()
                                .path("sessions")
                                .path(0)
                                .path("id")
                                .asString();
                for (String form : List.of("--markdown", "--json")) {
                    Ran shown = distribution.run("show", id, form, "--server", server.url());
                    assertThat(shown.code()).as(shown.err()).isZero();
                    assertThat(shown.out()).contains(id);
                }
                Ran listed = distribution.run("list", "--server", server.url());
                assertThat(listed.out().lines()).hasSize(2);
                assertThat(listed.out()).contains(id).contains("completed");
                Ran asked =
                        distribution.run(
                                "message", id, "what", "is", "affected?", "--server", server.url());
                assertThat(asked.code()).as(asked.err()).isZero();
                Ran deleted = distribution.run("delete", id, "--server", server.url());
                assertThat(deleted.code()).isZero();
                Ran gone = distribution.run("show", id, "--server", server.url());
                assertThat(gone.code()).isEqualTo(1);
                assertThat(gone.err().lines()).hasSize(1);
            }
        }
    }

    @Test
    void aServersDataFolderIsLeftAloneByAnInvestigationBesideIt() throws IOException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = ServerProcess.start(distribution, home.resolve("data"))) {
            Ran ran = distribution.run("investigate", "--data", home.resolve("data").toString());
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.err()).contains("" + server.pid()).contains("instead");
            assertThat(server.get("/api/sessions").json().path("sessions").size()).isZero();
        }
    }

    @Test
    void aBackupOfARunningServerCanBeServed() throws IOException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = ServerProcess.start(distribution, home.resolve("data"))) {
            String id = server.create("online-shop", "All is quiet.");
            Path copy = Files.createDirectories(home.resolve("copy")).resolve("nocturne.db");
            Ran ran =
                    distribution.run(
                            "backup", copy.toString(), "--data", home.resolve("data").toString());
            assertThat(ran.code()).as(ran.err()).isZero();
            Ran again =
                    distribution.run(
                            "backup", copy.toString(), "--data", home.resolve("data").toString());
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err().lines()).hasSize(1);
            try (ServerProcess other = ServerProcess.start(distribution, home.resolve("copy"))) {
                assertThat(other.get("/api/sessions/" + id).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void packsAreValidatedAndListed() throws IOException {
        try (Distribution distribution = Distribution.in(home)) {
            Ran sound =
                    distribution.run(
                            "pack", "validate", Distribution.pack("online-shop").toString());
            assertThat(sound.code()).as(sound.out()).isZero();
            Path pack = Files.createDirectories(home.resolve("pack"));
            Files.writeString(pack.resolve("scenario.yaml"), "name: x\nagents: 7\n");
            Ran wrong = distribution.run("pack", "validate", pack.toString());
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.out().lines().count()).isGreaterThan(1);
            Ran listed = distribution.run("pack", "list");
            assertThat(listed.out())
                    .contains("telecom-transport")
                    .contains("online-shop")
                    .contains("default");
        }
    }

    @Test
    void aServerEndsByItselfWhenItIsAskedTo() throws InterruptedException, IOException {
        try (Distribution distribution = Distribution.in(home)) {
            Distribution.Started server =
                    distribution.start(
                            "demo", "--data", home.resolve("data").toString(), "--pace", "0");
            awaitText(server, "still running at");
            server.process().destroy();
            assertThat(server.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.said()).doesNotContain("Exception");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "memory is read from /proc")
    void anIdleServerIsSmall() throws IOException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = ServerProcess.start(distribution, home.resolve("data"))) {
            // The first requests come while the last of the start is still being cleared away.
            Poll.until(
                    "an idle server of less than 150 MB", () -> residentKib(server) < 150 * 1024);
        }
    }

    private static long residentKib(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitText(Distribution.Started command, String text) throws IOException {
        Poll.until(text, () -> command.said().contains(text) || !command.process().isAlive());
        assertThat(command.said()).contains(text);
    }
}
