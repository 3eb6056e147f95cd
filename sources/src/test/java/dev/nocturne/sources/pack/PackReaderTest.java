package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sound pack becomes. */
final class PackReaderTest {

    @TempDir Path dir;

    private TestPack pack;

    @BeforeEach
    void setUp() {
        pack = new TestPack(dir);
    }

    @Test
    void theManifestIsReadWhole() {
        Manifest manifest = pack.load().manifest();

        assertThat(manifest.name()).isEqualTo("small");
        assertThat(manifest.displayName()).isEqualTo("Small network");
        assertThat(manifest.version()).isEqualTo("1.0");
        assertThat(manifest.useCases()).containsExactly("Find the cause");
        assertThat(manifest.graphStyles().nodeColors()).containsExactly(entry("Router", "#112233"));
        assertThat(manifest.graphStyles().nodeSizes()).containsExactly(entry("Router", 14.0));
        assertThat(manifest.baselines())
                .containsExactly(
                        new Baseline(
                                "LinkMetrics",
                                "LatencyMs",
                                Map.of("normal", "below 5", "down", "above 90")));
        assertThat(manifest.demoFlows())
                .containsExactly(new DemoFlow("Tour", "d", List.of(new DemoFlow.Step("p", "e"))));
        assertThat(manifest.dataNames())
                .isEqualTo(new DataNames("db", "small-graph", "", "", "rb", "tk"));
        assertThat(manifest.alerts())
                .containsExactly(
                        entry("default", "Link L1 is down."), entry("second", "Link L2 is slow."));
    }

    @Test
    void agentsComeWithTheTextOfTheirInstructions() {
        Manifest manifest = pack.load().manifest();

        assertThat(manifest.agents()).extracting(Agent::name).containsExactly("Lead", "Explorer");
        Agent lead = manifest.agents().getFirst();
        assertThat(lead.orchestrator()).isTrue();
        assertThat(lead.instructions()).isEqualTo("Lead the investigation.");
        assertThat(lead.connectedAgents()).containsExactly("Explorer");
        Agent explorer = manifest.agents().get(1);
        assertThat(explorer.instructions()).isEqualTo("First part.\n\nSecond part.");
        assertThat(explorer.tools())
                .containsExactly(
                        new AgentTool("openapi", "graph"),
                        new AgentTool("azure_ai_search", "runbooks"),
                        new AgentTool("function", "dispatch_field_engineer"));
    }

    @Test
    void aPackWithoutSpecialistsGetsTheFourStandardOnes() {
        pack.write("scenario.yaml", "name: bare\n");

        assertThat(pack.load().manifest().agents())
                .extracting(Agent::name)
                .containsExactly(
                        "Orchestrator",
                        "GraphExplorerAgent",
                        "TelemetryAgent",
                        "RunbookKBAgent",
                        "HistoricalTicketAgent");
    }

    @Test
    void aManifestOfOnlyANameFindsEverythingAtItsUsualPlace() {
        pack.write("scenario.yaml", "name: bare\n");

        Pack loaded = pack.load();
        assertThat(loaded.topology().entities()).hasSize(7);
        assertThat(loaded.telemetry().tables()).hasSize(2);
        assertThat(loaded.telemetry().table("LinkMetrics").orElseThrow().numericColumns())
                .containsExactly("Utilization", "LatencyMs");
        assertThat(loaded.knowledge().documents(Kind.TICKETS)).hasSize(1);
        assertThat(loaded.manifest().alerts()).isEmpty();
        assertThat(loaded.manifest().displayName()).isEqualTo("bare");
    }

    @Test
    void propertiesHaveTheTypesOfTheSchemaAndEmptyCellsAreNone() {
        Pack loaded = pack.load();

        assertThat(loaded.topology().entity("L1").map(Entity::properties).orElseThrow())
                .containsExactly(
                        entry("LinkId", "L1"),
                        entry("CapacityGbps", 100L),
                        entry("LengthKm", 3291.5));
        assertThat(loaded.topology().entity("L2").map(Entity::properties).orElseThrow())
                .containsExactly(entry("LinkId", "L2"), entry("CapacityGbps", 10L));
        assertThat(loaded.topology().entity("S1").flatMap(s -> s.text("Customer")))
                .contains("Acme, Ltd");
    }

    @Test
    void relationsCarryColumnsAndConstantsAndFiltersChooseRows() {
        Pack loaded = pack.load();

        assertThat(loaded.topology().relations("connects_to").getLast())
                .isEqualTo(
                        new Relation(
                                "connects_to:L2->R3",
                                "connects_to",
                                "L2",
                                "R3",
                                Map.of("Side", 10L, "Kind", "physical")));
        assertThat(loaded.topology().relations("depends_on"))
                .extracting(Relation::id)
                .containsExactly("depends_on:S1->L1", "depends_on:S2->L2", "depends_on:S2->R3");
    }

    @Test
    void anEdgeMayJoinByAPropertyThatIsNotTheIdAndThenJoinsAllThatHaveIt() {
        pack.replace(
                        "graph_schema.yaml",
                        "edges:\n",
                        """
                        edges:
                          - label: served_from
                            csv_file: FactCity.csv
                            source: {label: Service, property: ServiceId, column: ServiceId}
                            target: {label: Router, property: City, column: City}
                        """)
                .write("data/entities/FactCity.csv", "ServiceId,City\nS1,Sydney\nS2,\n");

        assertThat(pack.load().topology().relations("served_from"))
                .extracting(Relation::target)
                .containsExactly("R1", "R3");
    }

    @Test
    void theSameRelationTwiceGetsTwoIds() {
        pack.replace("data/entities/FactLinkEnds.csv", "L1,R1,1\n", "L1,R1,1\nL1,R1,3\n");

        assertThat(pack.load().topology().out("L1"))
                .extracting(Relation::id)
                .containsExactly(
                        "connects_to:L1->R1", "connects_to:L1->R1#2", "connects_to:L1->R2");
    }

    @Test
    void rosterAndDepotsAreTheEntitiesOfTheNamedLabels() {
        Pack without = pack.load();
        assertThat(without.roster()).isEmpty();
        assertThat(without.depots()).isEmpty();

        pack.replace(
                "scenario.yaml",
                "version: 1.0\n",
                "version: 1.0\ndispatch: {roster: Service, depots: Router}\n");
        Pack with = pack.load();
        assertThat(with.roster()).extracting(Entity::id).containsExactly("S1", "S2");
        assertThat(with.depots()).extracting(Entity::id).containsExactly("R1", "R2", "R3");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreAccepted() {
        pack.write(
                "data/entities/DimRouter.csv",
                "\uFEFFRouterId,City\r\nR1,Sydney\r\nR2,Perth\r\nR3,Sydney\r\n");

        assertThat(pack.load().topology().entities("Router")).hasSize(3);
    }

    @Test
    void aHundredThousandEntitiesLoad() {
        StringBuilder routers =
                new StringBuilder("RouterId,City\nR1,Sydney\nR2,Perth\nR3,Sydney\n");
        StringBuilder ends = new StringBuilder("LinkId,RouterId,Side\n");
        for (int i = 4; i <= 100_000; i++) {
            routers.append('R').append(i).append(",City").append(i % 50).append('\n');
            ends.append("L1,R").append(i).append(',').append(i).append('\n');
        }
        pack.write("data/entities/DimRouter.csv", routers.toString())
                .write("data/entities/FactLinkEnds.csv", ends.toString());

        Pack loaded = pack.load();
        assertThat(loaded.topology().entities("Router")).hasSize(100_000);
        assertThat(loaded.topology().out("L1")).hasSize(99_997);
        assertThat(loaded.topology().in("R99999")).hasSize(1);
    }

    @Test
    void theZoneOfPeopleIsTheOffsetThatTablesAreWrittenWith() {
        pack.write(
                "data/telemetry/LinkMetrics.csv",
                """
                LinkId,Timestamp,Utilization,LatencyMs
                L1,2026-05-01T10:00:00+02:00,40.5,1.5
                L1,2026-05-01T11:00:00+02:00,41,1.5
                """);

        assertThat(pack.load().timeZone()).isEqualTo(ZoneOffset.ofHours(2));
    }

    @Test
    void theZoneOfTheManifestComesBeforeThatOfTables() {
        pack.write("scenario.yaml", "name: small\ntime_zone: Europe/London\n");

        assertThat(pack.load().timeZone()).isEqualTo(ZoneId.of("Europe/London"));
    }

    @Test
    void aZoneThatTheDescriptionNamesIsThatOfThePeople() {
        pack.write(
                "scenario.yaml",
                "name: small\ndescription: Times are UTC, we live in Europe/Oslo.\n");

        assertThat(pack.load().timeZone()).isEqualTo(ZoneId.of("Europe/Oslo"));
    }
}
