package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.FiringAlert;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The source over a real Prometheus. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverPrometheusTest extends ShopContract {
    private static final String RULES =
            """
            groups:
            - name: shop
              rules:
              - alert: CartFails
                expr: vector(1) > 0
                labels: {job: cart}
                annotations: {summary: "the cart fails"}
              - alert: CartLoaded
                expr: vector(2) > 0
                for: 1h
              - alert: Watchdog
                expr: vector(1) > 0
            """;

    private @Nullable PrometheusServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = PrometheusServer.start(folder, Shop.data(), RULES);
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

    private PrometheusApi api() {
        return Apis.open(url());
    }

    @Test
    void alertsOfNowHaveTheirSentencesAndConditions() throws InterruptedException {
        Instant now = Instant.ofEpochMilli(Shop.END);
        FiringAlerts alerts = new FiringAlerts(api());
        List<FiringAlert> firing = List.of();
        long end = System.nanoTime() + Apis.LONG.toNanos();
        while (firing.size() < 2 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            firing = Apis.all(alerts.at(now, now));
        }
        assertThat(firing)
                .extracting(FiringAlert::name, FiringAlert::state)
                .extracting(Object::toString)
                .containsExactly("(\"CartFails\", FIRING)", "(\"CartLoaded\", PENDING)");
        assertThat(firing.getFirst().annotations()).containsEntry("summary", "the cart fails");
        assertThat(firing.getFirst().expression()).isEqualTo("vector(1) > 0");
        assertThat(firing.getFirst().labels()).containsEntry("job", "cart");
    }

    @Test
    void alertsOfThePastAreThoseThatWereRecorded() throws InterruptedException {
        FiringAlerts alerts = new FiringAlerts(api());
        Instant now = Instant.ofEpochMilli(Shop.END);
        assertThat(Apis.all(alerts.at(Instant.ofEpochMilli(Shop.at(30)), now)))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.name()).isEqualTo("CartSlow");
                    assertThat(alert.since()).isEqualTo(Shop.at(16));
                    assertThat(alert.state()).isEqualTo(FiringAlert.State.FIRING);
                    assertThat(alert.labels()).doesNotContainKeys("__name__", "alertstate");
                    assertThat(alert.annotations()).isEmpty();
                    assertThat(alert.expression()).isEmpty();
                });
        assertThat(source().alerts(Instant.ofEpochMilli(Shop.at(100))))
                .isInstanceOf(Answer.NoData.class);
    }

    @Test
    void aCatalogueIsReadOnceAMinute() throws InterruptedException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(Shop.END));
        Catalogues catalogues =
                new Catalogues(new CatalogueReader(api(), EntityRules.NONE), now::get);
        assertThat(catalogues.size()).isZero();
        Catalogue first = Apis.all(catalogues.around(Set.of()));
        assertThat(first.restricted()).isEmpty();
        assertThat(first.interval()).isEqualTo(Shop.INTERVAL);
        assertThat(catalogues.size()).isEqualTo(7);
        assertThat(Apis.all(catalogues.around(Set.of("cart")))).isSameAs(first);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(61)));
        assertThat(Apis.all(catalogues.around(Set.of("cart")))).isNotSameAs(first);
    }

    @Test
    void ofALargeServerTheSeriesAroundTheFocusAreRead() throws InterruptedException {
        CatalogueReader reader = new CatalogueReader(api(), EntityRules.NONE, 20);
        Catalogue around = Apis.all(reader.read(Shop.END, Set.of("cart")));
        assertThat(around.restricted()).contains(Set.of("cart", "pg-main"));
        assertThat(around.edges())
                .extracting(edge -> edge.caller() + "->" + edge.callee())
                .containsExactly("cart->pg-main");
        assertThat(around.identities().all())
                .extracting(Known::id)
                .contains("front", "front-1", "front-2", "cart", "pg-main", "tempo");
        assertThat(around.families())
                .extracting(Family::name)
                .contains("pg_connections_used")
                .doesNotContain("traces_service_graph_request_total");

        Catalogues catalogues = new Catalogues(reader, () -> Instant.ofEpochMilli(Shop.END));
        // As when a text is searched for names before anything is asked about them.
        assertThat(Apis.all(catalogues.around(Set.of())).families()).isEmpty();
        Catalogue front = Apis.all(catalogues.around(Set.of("front")));
        assertThat(front.restricted()).contains(Set.of("front", "cart", "pg-main"));
        assertThat(Apis.all(catalogues.around(Set.of("front")))).isSameAs(front);
        assertThat(Apis.all(catalogues.around(Set.of("tempo"))).restricted().orElseThrow())
                .contains("tempo");
    }

    @Test
    void theOperatorsLabelsNamesAndRelationsCount() throws InterruptedException {
        EntityRules rules =
                new EntityRules(
                        List.of(),
                        Map.of("checkout", List.of("front")),
                        List.of(
                                new EntityRules.Needs("checkout", "tempo"),
                                new EntityRules.Needs("front", "no such entity")));
        Catalogue catalogue = Apis.all(new CatalogueReader(api(), rules).read(Shop.END, Set.of()));
        assertThat(catalogue.edges())
                .filteredOn(edge -> edge.metric().equals("environment.yaml"))
                .extracting(edge -> edge.caller() + "->" + edge.callee())
                .containsExactly("front->tempo");
    }
}
