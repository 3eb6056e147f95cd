package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Health;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHealthTest {
    private static final long SECOND = 1_700_000_010L;

    @TempDir private Path folder;

    @Test
    void aServerSaysWhatItIsAndHowManyTargetsItScrapes() throws Exception {
        String data =
                """
                up{job="cart",instance="a:1"} 1 1700000010
                up{job="cart",instance="b:1"} 0 1700000010
                # EOF
                """;
        try (PrometheusServer server = PrometheusServer.start(folder, data, "")) {
            ServerHealth health = new ServerHealth(Apis.open(server.url()));
            Health then = health.at(Instant.ofEpochSecond(SECOND));
            assertThat(then.status()).isEqualTo(Health.Status.WELL);
            assertThat(then.message())
                    .startsWith("Prometheus 2.")
                    .endsWith(" answers; 2 targets, 1 not scraped");

            Health later = health.at(Instant.ofEpochSecond(SECOND + 3600));
            assertThat(later.status()).isEqualTo(Health.Status.LIMITED);
            assertThat(later.message()).contains("no samples of targets of the last minutes");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsDown() throws Exception {
        Health health =
                new ServerHealth(Apis.open(ServerProcess.freeUrl()))
                        .at(Instant.ofEpochSecond(SECOND));
        assertThat(health.status()).isEqualTo(Health.Status.DOWN);
        assertThat(health.message()).isNotBlank();
    }
}
