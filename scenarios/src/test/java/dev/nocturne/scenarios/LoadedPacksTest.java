package dev.nocturne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Manifest;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packs are sound in the eyes of the loader and hold what the demonstrations need. */
class LoadedPacksTest {

    @ParameterizedTest
    @ValueSource(strings = {"telecom-transport", "online-shop"})
    void thePackLoadsWithoutAProblem(String pack) {
        List<String> problems =
                switch (PackReader.load(Path.of(pack))) {
                    case LoadResult.Loaded(Pack scenario) -> close(scenario);
                    case LoadResult.Refused(var found) ->
                            found.stream().map(Object::toString).toList();
                };
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"telecom-transport", "online-shop"})
    void thereAreThreeAlertsAndTheStandardAgents(String pack) {
        try (Pack scenario = load(pack)) {
            Manifest manifest = scenario.manifest();
            assertThat(manifest.alerts()).hasSizeGreaterThanOrEqualTo(3).containsKey("default");
            for (String agent :
                    List.of(
                            "Orchestrator",
                            "GraphExplorerAgent",
                            "TelemetryAgent",
                            "RunbookKBAgent",
                            "HistoricalTicketAgent")) {
                assertThat(manifest.agent(agent)).as(agent).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"telecom-transport", "online-shop"})
    void everyTableKnowsWhichEntityARowBelongsTo(String pack) {
        try (Pack scenario = load(pack)) {
            for (TelemetryTable table : scenario.telemetry().tables()) {
                assertThat(table.timeColumn()).as(table.name()).contains("Timestamp");
                assertThat(table.entityColumn()).as(table.name()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"telecom-transport", "online-shop"})
    void ticketsNameEntitiesThatExist(String pack) {
        try (Pack scenario = load(pack)) {
            for (Document ticket : scenario.knowledge().documents(Kind.TICKETS)) {
                assertThat(ticket.rootCause()).as(ticket.id()).isPresent();
                String entity = ticket.field("Affected entity").orElseThrow();
                boolean known = entity.equals("none") || scenario.topology().contains(entity);
                assertThat(known).as("%s names %s", ticket.id(), entity).isTrue();
            }
        }
    }

    @Test
    void theNetworkHasARosterAndDepots() {
        try (Pack scenario = load("telecom-transport")) {
            assertThat(scenario.roster())
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allMatch(e -> e.text("Email").isPresent() && e.text("Phone").isPresent());
            assertThat(scenario.depots())
                    .allMatch(d -> d.number("Latitude").isPresent())
                    .allMatch(d -> d.number("Longitude").isPresent());
        }
    }

    @Test
    void fromTheCutLinkTheRelationsLeadToTheServicesThatAreDown() {
        try (Pack scenario = load("telecom-transport")) {
            assertThat(scenario.topology().closure("OPT-AST-BRN-1", Direction.IN, any -> true))
                    .contains("SVC-01", "SVC-02", "SVC-03", "PORT-AST-BRN-1-A");
        }
    }

    private static Pack load(String pack) {
        return switch (PackReader.load(Path.of(pack))) {
            case LoadResult.Loaded(Pack scenario) -> scenario;
            case LoadResult.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> close(Pack scenario) {
        scenario.close();
        return List.of();
    }
}
