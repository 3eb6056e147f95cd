package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.testkit.session.ScriptedOrchestrator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StartTest {
    @TempDir Path data;

    private ServerConfig config(int port, Path... packs) {
        return new ServerConfig(
                "127.0.0.1",
                port,
                data,
                List.of(packs),
                List.of(),
                Set.of(),
                SessionLimits.DEFAULT,
                1,
                ServerConfig.WRITE_DEADLINE);
    }

    private static void expectFailure(ServerConfig config, StartFailure.Kind kind) {
        assertThatThrownBy(() -> start(config).close())
                .asInstanceOf(InstanceOfAssertFactories.type(StartFailure.class))
                .extracting(StartFailure::kind)
                .isEqualTo(kind);
    }

    private static NocturneServer start(ServerConfig config)
            throws StartFailure, InterruptedException {
        return NocturneServer.start(
                config, s -> Orchestrators.of(new ScriptedOrchestrator("s", Scripts::investigate)));
    }

    @Test
    void aTakenPortIsReportedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            expectFailure(
                    config(taken.getLocalPort(), Path.of("src/test/resources/packs/lab")),
                    StartFailure.Kind.ADDRESS);
        }
    }

    @Test
    void withoutAValidPackNothingStarts() throws Exception {
        Path empty = Files.createDirectory(data.resolve("empty"));

        expectFailure(config(0, empty), StartFailure.Kind.PACKS);
    }

    @Test
    void aWrongPackIsListedAndTheOthersAreServed() throws Exception {
        Path wrong = Files.createDirectory(data.resolve("wrong"));
        Files.writeString(wrong.resolve("scenario.yaml"), "name: 7\n");
        try (NocturneServer server = start(config(0, Path.of("src/test/resources/packs"), wrong))) {
            assertThat(server.facts().environments()).containsExactly("lab");
            assertThat(server.facts().warnings()).anyMatch(line -> line.contains("scenario.yaml"));
        }
    }

    @Test
    void aSecondServerOnTheSameDataIsRefused() throws Exception {
        ServerConfig config = config(0, Path.of("src/test/resources/packs/lab"));
        try (NocturneServer server = start(config)) {
            assertThat(server.url()).startsWith("http://127.0.0.1:");
            expectFailure(config, StartFailure.Kind.STORE);
        }
    }
}
