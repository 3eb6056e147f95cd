package dev.nocturne.sources.prometheus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The source over a real VictoriaMetrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverVictoriaMetricsTest extends ShopContract {
    private @Nullable VictoriaMetricsServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = VictoriaMetricsServer.start(folder, Shop.data());
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected URI url() {
        if (server == null) {
            throw new IllegalStateException("the server was not started");
        }
        return server.url();
    }
}
