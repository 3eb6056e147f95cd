package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.render.Times;
import dev.nocturne.core.event.EventCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** From a URL to a diagnosis, without a server, in a folder that is empty at the beginning. */
@Timeout(300)
class LiveRunTest extends CommandTest {
    @BeforeEach
    void prepare() {
        servers = new LocalServers();
        ids = UUID::randomUUID;
        times = () -> new Times(Instant.now(), ZoneOffset.UTC);
    }

    private JsonNode json() {
        return EventCodec.JSON.readTree(printed());
    }

    @Test
    void aStrangerGetsFromTheUrlOfARealPrometheusToADiagnosis() throws Exception {
        try (RealPrometheus prometheus = RealPrometheus.start(home.resolve("prometheus"))) {
            assertThat(run("connect", prometheus.url(), "--name", "shop")).as(said()).isZero();
            assertThat(printed())
                    .contains("Prometheus 2", "entities", "metrics", "alerts     1 fires")
                    .contains("Next:\n  nocturne alerts\n  nocturne investigate\n");

            assertThat(run("sources", "--json")).as(said()).isZero();
            assertThat(json().at("/sources/0/status").asString("")).isEqualTo("well");
            assertThat(run("alerts")).as(said()).isZero();
            assertThat(printed()).contains(RealPrometheus.ALERT, "page", "firing");

            assertThat(run("investigate")).as(said()).isZero();
            assertThat(printed())
                    .contains("Investigating in shop", "Verdict", "completed")
                    .contains("nocturne serve --environment " + home.resolve("environment.yaml"));
            assertThat(run("investigate", "--quiet", "--at", "1 day ago")).isEqualTo(1);
            assertThat(said()).contains("no alert fires in shop at");
            stdin = "monitoring answers slowly\n";
            assertThat(run("investigate", "-", "--quiet")).as(said()).isZero();
            assertThat(printed()).isNotBlank();
        }
    }

    @Test
    void aServerBehindATokenAndATenantIsAskedWithBothAndTheTokenStaysASecret() throws Exception {
        env.put("PROM_TOKEN", PrometheusDouble.TOKEN);
        Path file = home.resolve("environment.yaml");
        try (PrometheusDouble prometheus =
                new PrometheusDouble(Instant.now().minus(Duration.ofMinutes(5)))) {
            String[] connect = {
                "connect",
                prometheus.url(),
                "--name",
                "shop",
                "--header",
                "X-Scope-OrgID: " + PrometheusDouble.TENANT,
                "--json"
            };
            assertThat(run(connect)).isEqualTo(1);
            assertThat(said()).contains("Nothing was written.");
            assertThat(file).doesNotExist();

            String[] withToken = Arrays.copyOf(connect, connect.length + 2);
            withToken[connect.length] = "--bearer-env";
            withToken[connect.length + 1] = "PROM_TOKEN";
            assertThat(run(withToken)).as(said()).isZero();
            assertThat(json().path("alerts").asInt(0)).isEqualTo(1);
            assertThat(json().path("missing")).isNotEmpty();
            assertThat(json().path("file").asString("")).isEqualTo(file.toString());
            assertThat(Files.readString(file))
                    .contains("bearer: {env: PROM_TOKEN}", "X-Scope-OrgID: team-a")
                    .doesNotContain(PrometheusDouble.TOKEN);

            assertThat(run("alerts")).as(said()).isZero();
            assertThat(printed()).contains("CatalogSlow  page      firing  5 min ago  job=catalog");
            assertThat(run("investigate", "--quiet")).as(said()).isZero();
            assertThat(printed() + said()).isNotBlank().doesNotContain(PrometheusDouble.TOKEN);
        }
        assertThat(run("sources")).isEqualTo(1);
        assertThat(printed()).contains("prometheus  down").doesNotContain(PrometheusDouble.TOKEN);
        assertThat(run("alerts")).isEqualTo(1);
        assertThat(said()).contains("The alerts could not be read. prometheus: ");
    }
}
