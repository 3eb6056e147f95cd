package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunSummary;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.investigator.BuiltInInvestigator;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.server.environments.ServedEnvironments;
import dev.nocturne.testkit.source.FakeLiveSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A live environment beside a pack, with the built-in investigator. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveEnvironmentApiTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final FakeLiveSource source = new FakeLiveSource(CLOCK);
    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab =
                Lab.startWith(
                        Lab.withLive(Lab.config(data), List.of(environment("shop"))),
                        LiveEnvironmentApiTest::investigators);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @BeforeEach
    void recover() {
        source.setDown(false);
    }

    private Environment environment(String name) {
        return new LiveEnvironment(name, ZoneOffset.UTC, CLOCK, List.of(source));
    }

    /** The first one reads packs only, as the model-driven one does. */
    private static Orchestrators investigators(ServedEnvironments environments) {
        return Orchestrators.of(
                new OfPacks(environments), new BuiltInInvestigator(environments::get, CLOCK));
    }

    private record OfPacks(ServedEnvironments environments) implements Orchestrator {
        @Override
        public String name() {
            return "of-packs";
        }

        @Override
        public String description() {
            return "Reads packs.";
        }

        @Override
        public Readiness readiness() {
            return new Readiness.Ready();
        }

        @Override
        public Readiness readinessIn(String environment) {
            return environments.pack(environment).isPresent()
                    ? new Readiness.Ready()
                    : new Readiness.NotReady(List.of("It reads packs only."));
        }

        @Override
        public RunSummary run(RunContext run) throws InterruptedException {
            Scripts.answer(run, "A pack.");
            return RunSummary.NONE;
        }
    }

    @Test
    void theLiveOneIsListedFirstAndSaysSo() throws Exception {
        JsonNode all = lab.get("/api/environments").json().path("environments");
        assertThat(all.valueStream().map(one -> one.path("name").stringValue()))
                .containsExactly("shop", "lab");
        assertThat(all.at("/0/live").booleanValue()).isTrue();
        assertThat(all.at("/0/default").booleanValue()).isTrue();
        assertThat(all.at("/1/live").booleanValue()).isFalse();
        JsonNode shop = lab.get("/api/environments/shop").json();
        assertThat(shop.path("live").booleanValue()).isTrue();
        assertThat(shop.path("description").stringValue()).contains("fake");
        assertThat(lab.server().facts().environments()).containsExactly("shop", "lab");
    }

    @Test
    void sourcesSayWhatTheyKnowAndWhetherTheyCanBeAsked() throws Exception {
        JsonNode one = lab.get("/api/environments/shop/sources").json().at("/sources/0");
        assertThat(one.path("abilities").valueStream().map(JsonNode::stringValue))
                .containsExactly("topology", "metrics", "alerts");
        assertThat(one.path("status").stringValue()).isEqualTo("well");
        source.setDown(true);
        JsonNode broken = lab.get("/api/environments/shop/sources").json().at("/sources/0");
        assertThat(broken.path("status").stringValue()).isEqualTo("down");
        assertThat(broken.path("message").stringValue()).contains("refuses");
        assertThat(lab.get("/api/environments/lab/sources").json().path("live").booleanValue())
                .isFalse();
    }

    @Test
    void alertsAreThoseOfTheMoment() throws Exception {
        JsonNode now = lab.get("/api/environments/shop/alerts").json();
        JsonNode alert = now.at("/alerts/0");
        assertThat(now.path("total").intValue()).isEqualTo(1);
        assertThat(alert.path("name").stringValue()).isEqualTo("CatalogSlow");
        assertThat(alert.path("state").stringValue()).isEqualTo("firing");
        assertThat(alert.at("/labels/service").stringValue()).isEqualTo("catalog");
        assertThat(alert.path("expression").stringValue()).isEqualTo("latency_seconds > 1");

        JsonNode before =
                lab.get("/api/environments/shop/alerts?at=" + CLOCK.instant().minusSeconds(3_600))
                        .json();
        assertThat(before.path("alerts")).isEmpty();
        assertThat(lab.get("/api/environments/shop/alerts?at=yesterday").code())
                .isEqualTo("invalid_request");
        source.setDown(true);
        var refused = lab.get("/api/environments/shop/alerts");
        assertThat(refused.code()).isEqualTo("source_unavailable");
        assertThat(refused.json().path("detail").stringValue()).contains("refuses connections");
    }

    @Test
    void topologyAndValuesAreThoseOfTheSource() throws Exception {
        JsonNode topology = lab.post("/query/topology", "{\"environment\":\"shop\"}").json();
        assertThat(topology.path("nodes")).hasSize(2);
        assertThat(topology.path("edges")).hasSize(1);

        JsonNode values =
                lab.post("/query/telemetry", "{\"environment\":\"shop\",\"entity\":\"catalog\"}")
                        .json();
        assertThat(values.at("/series/0/metric").stringValue()).isEqualTo("latency_seconds");
        assertThat(values.at("/series/0/times")).isNotEmpty();
        source.setDown(true);
        assertThat(lab.post("/query/topology", "{\"environment\":\"shop\"}").status())
                .isEqualTo(502);
        assertThat(
                        lab.post(
                                        "/query/telemetry",
                                        "{\"environment\":\"shop\",\"entity\":\"catalog\"}")
                                .status())
                .isEqualTo(502);
    }

    @Test
    void whatOnlyPacksHaveIsRefusedWithAReason() throws Exception {
        var search =
                lab.post(
                        "/query/search",
                        "{\"environment\":\"shop\",\"agent\":\"RunbookKBAgent\",\"query\":\"x\"}");
        assertThat(search.code()).isEqualTo("not_in_environment");
        assertThat(search.json().path("detail").stringValue()).contains("shop");
        assertThat(lab.get("/api/environments/lab/alerts").code()).isEqualTo("not_in_environment");
        var session =
                lab.post(
                        "/api/sessions",
                        "{\"environment\":\"shop\",\"alert_text\":\"catalog is"
                                + " slow\",\"orchestrator\":\"of-packs\"}");
        assertThat(session.code()).isEqualTo("orchestrator_unavailable");
        assertThat(session.json().path("detail").stringValue()).contains("reads packs only");
    }

    @Test
    void theBuiltInInvestigatorRunsFollowsUpAndIsCheckedAgain() throws Exception {
        String body =
                EventCodec.JSON
                        .createObjectNode()
                        .put("environment", "shop")
                        .put("alert_text", "CatalogSlow: catalog answers slowly")
                        .toString();
        String id = lab.post("/api/sessions", body).json().path("session_id").stringValue();
        lab.stream(id, 0);
        JsonNode detail = lab.get("/api/sessions/" + id).json();
        assertThat(detail.path("orchestrator").stringValue()).isEqualTo(BuiltInInvestigator.NAME);
        assertThat(detail.path("status").stringValue())
                .as(detail.toString())
                .isEqualTo("completed");
        assertThat(detail.path("diagnosis").stringValue()).isNotBlank();

        var recheck = lab.get("/api/sessions/" + id + "/recheck");
        assertThat(recheck.status()).as(recheck.body()).isEqualTo(200);
        assertThat(recheck.json().at("/conclusion/outcome").stringValue()).isEqualTo("same");

        JsonNode next =
                lab.post("/api/sessions/" + id + "/message", "{\"text\":\"How is catalog now?\"}")
                        .json();
        lab.stream(id, next.path("event_offset").longValue());
        assertThat(lab.get("/api/sessions/" + id).json().path("status").stringValue())
                .isEqualTo("completed");
    }

    @Test
    void aSourceThatIsDownFailsNoInvestigation() throws Exception {
        source.setDown(true);
        String id =
                lab.post(
                                "/api/sessions",
                                "{\"environment\":\"shop\",\"alert_text\":\"catalog is slow\"}")
                        .json()
                        .path("session_id")
                        .stringValue();
        lab.stream(id, 0);
        JsonNode detail = lab.get("/api/sessions/" + id).json();
        assertThat(detail.path("status").stringValue())
                .as(detail.toString())
                .isEqualTo("completed");
        assertThat(detail.path("diagnosis").stringValue()).contains("it refuses connections");
    }

    @Test
    void theDefaultOrchestratorIsOneThatCanAskThere() throws Exception {
        assertThat(defaultIn("shop")).containsExactly(BuiltInInvestigator.NAME);
        assertThat(defaultIn("lab")).containsExactly("of-packs");
    }

    private List<String> defaultIn(String environment) throws Exception {
        return lab.get("/api/agents?environment=" + environment)
                .json()
                .path("orchestrators")
                .valueStream()
                .filter(one -> one.path("default").booleanValue())
                .map(one -> one.path("name").stringValue())
                .toList();
    }

    @Test
    void aServerNeedsNoPackWhereThereIsALiveEnvironment(@TempDir Path data) throws Exception {
        try (Lab alone = Lab.startWith(withoutPacks(data), LiveEnvironmentApiTest::investigators)) {
            assertThat(alone.post("/query/topology", "").json().path("nodes")).hasSize(2);
        }
    }

    private ServerConfig withoutPacks(Path data) {
        ServerConfig c = Lab.withLive(Lab.config(data), List.of(environment("shop")));
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                List.of(),
                c.live(),
                c.tokens(),
                c.allowedHosts(),
                c.allowedOrigins(),
                c.connections(),
                c.sessions(),
                c.streamsPerClient(),
                c.writeDeadline(),
                c.llm());
    }

    @Test
    void aNameMeansOneEnvironment(@TempDir Path data) {
        assertThatThrownBy(() ->
                        Lab.startWith(
                                        Lab.withLive(Lab.config(data), List.of(environment("lab"))),
                                        LiveEnvironmentApiTest::investigators)
                                .close())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("both called lab");
    }
}
