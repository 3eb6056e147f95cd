package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.run.RunContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What GET /api/status says of the server. */
@Timeout(60)
class StatusTest {
    private static void wait(RunContext run) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void anIdleServerHasNoStreamsAndNoTurns(@TempDir Path data) throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            lab.openAndFinish();
            assertThat(lab.server().awaitStreams(0, Duration.ofSeconds(30))).isTrue();

            JsonNode status = lab.get("/api/status").json();

            assertThat(status.path("streams").intValue()).isZero();
            assertThat(status.path("running_turns").intValue()).isZero();
        }
    }

    @Test
    void aRunningTurnAndItsReaderAreCounted(@TempDir Path data) throws Exception {
        try (Lab lab = Lab.start(data, StatusTest::wait);
                Wire wire = new Wire(lab.url())) {
            wire.get("/api/sessions/" + lab.open() + "/stream").head();
            wire.until("event: run.start");

            JsonNode status = lab.get("/api/status").json();

            assertThat(status.path("streams").intValue()).isOne();
            assertThat(status.path("running_turns").intValue()).isOne();
        }
    }

    @Test
    void theStoreIsTheDatabaseAndTheFilesBesideIt(@TempDir Path data) throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            lab.openAndFinish();

            JsonNode store = lab.get("/api/status").json().path("store");

            long bytes = Files.size(data.resolve("nocturne.db"));
            assertThat(store.path("bytes").longValue()).isGreaterThanOrEqualTo(bytes);
            assertThat(store.path("free_bytes").longValue()).isPositive();
        }
    }

    @Test
    void aDatabaseFileThatIsGoneTakesNoSpace(@TempDir Path data) throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            long before = lab.get("/api/status").json().at("/store/bytes").longValue();
            long size = Files.size(data.resolve("nocturne.db"));
            Files.delete(data.resolve("nocturne.db"));

            long after = lab.get("/api/status").json().at("/store/bytes").longValue();

            assertThat(after).isLessThanOrEqualTo(before - size);
        }
    }
}
