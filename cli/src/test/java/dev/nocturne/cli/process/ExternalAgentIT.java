package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nocturne.cli.process.Distribution.Ran;
import dev.nocturne.core.event.Event;
import dev.nocturne.testkit.session.LogRules;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of an agent in another language works against the packaged server. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ExternalAgentIT {
    private static final Path EXAMPLE =
            Path.of("..", "examples", "external_agent.py").toAbsolutePath().normalize();

    @TempDir private Path home;

    @Test
    void theExampleKeepsAWholeSessionHere() throws IOException {
        // The example is in Python; the project also builds on machines without it.
        assumeTrue(python(), "python3 is not on the PATH, so the Python example cannot be run");
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = ServerProcess.start(distribution, home.resolve("data"))) {
            Ran ran =
                    Distribution.end(
                            distribution.start(
                                    Map.of(),
                                    Path.of("/usr/bin/env"),
                                    "python3",
                                    EXAMPLE.toString(),
                                    server.url(),
                                    "telecom-transport",
                                    "All is quiet."));
            assertThat(ran.code()).as(ran.err()).isZero();
            String session = ran.out().strip();
            List<Event> log = new ArrayList<>();
            try (RawStream stream = server.stream(session, 0)) {
                for (Event e = stream.next(); e != null; e = stream.next()) {
                    log.add(e);
                }
                assertThat(stream.status()).isEqualTo("completed");
            }
            assertThat(LogRules.breaches(log)).isEmpty();
            assertThat(server.get("/api/sessions/" + session).json().path("diagnosis").asString())
                    .endsWith(" entities");
        }
    }

    private static boolean python() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }
}
