package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.investigator.gather.PartJson;
import dev.nocturne.sources.pack.Pack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The first call says how many entities have open alarms, where that is about the alert. */
class OverviewOfAlarmsTest {
    private static final String ALERT =
            "Many services do not answer.\nRaised: 2030-01-07T11:01:00Z\nSince: 2030-01-07T10:55:00Z";

    private static final List<String> STORM =
            List.of(
                    "2030-01-07T11:00:02Z,CORE-1,CRITICAL,SERVICE_DOWN,",
                    "2030-01-07T11:00:22Z,APP-1,CRITICAL,SERVICE_DOWN,",
                    "2030-01-07T11:00:25Z,APP-2,CRITICAL,SERVICE_DOWN,");

    @TempDir Path dir;

    private ToolResult first(String alert, String... more) throws Exception {
        List<String> rows = new ArrayList<>(STORM);
        rows.addAll(List.of(more));
        rows.sort(null);
        rows.addFirst("Timestamp,EntityId,Severity,Type,ClearedTime");
        TestPacks files =
                new TestPacks(dir)
                        .vertex("App", "app", List.of("APP-1", "APP-2", "APP-3"))
                        .vertex("Core", "core", List.of("CORE-1", "CORE-2"))
                        .edge(
                                "depends_on",
                                "Needs",
                                "App",
                                "app",
                                "Core",
                                "core",
                                "",
                                List.of("APP-1,CORE-1", "APP-2,CORE-1", "APP-3,CORE-2"))
                        .table("Alarms", "", rows);
        try (Pack pack = files.load()) {
            FakeRun run = CheckedRun.of(TestPacks.environment(pack), alert);
            return run.journal.values().iterator().next();
        }
    }

    @Test
    void theFirstCallSaysHowManyEntitiesHaveOpenAlarms() throws Exception {
        assertThat(first(ALERT).response())
                .isEqualTo(
                        "The alert names no known entity; 3 entities have open alarms of severity major or higher, raised in the last 24 hours.");
    }

    @Test
    void itLeavesOutWhatIsOverAndWhatIsMildBesideGraveAlarmsAndWhatIsOlderThanADay()
            throws Exception {
        assertThat(
                        first(
                                        ALERT + "\nCORE-1 is the first",
                                        "2030-01-05T11:00:00Z,CORE-2,CRITICAL,SERVICE_DOWN,",
                                        "2030-01-07T10:57:00Z,CORE-2,CRITICAL,SERVICE_DOWN,",
                                        "2030-01-07T10:58:00Z,CORE-2,CLEARED,SERVICE_DOWN,",
                                        "2030-01-07T10:58:30Z,CORE-2,CRITICAL,SERVICE_DOWN,2030-01-07T10:59:00Z",
                                        "2030-01-07T10:59:30Z,APP-3,WARNING,FAN_SLOW,")
                                .response())
                .isEqualTo(
                        "The alert names CORE-1; 3 entities have open alarms of severity major or higher, raised in the last 24 hours.");
    }

    @Test
    void itSaysNothingOfAnAlertBeforeOrAfterTheEndOfRecordedData() throws Exception {
        assertThat(first(ALERT, "2030-01-07T18:00:00Z,CORE-2,CRITICAL,SERVICE_DOWN,").response())
                .isEqualTo("The alert names no known entity.");
        assertThat(first(ALERT.replace("01-07", "01-09")).response())
                .isEqualTo("The alert names no known entity.");
    }

    @Test
    void anEarlierLogHasNoSuchFigures() throws Exception {
        ObjectNode kept = ((ObjectNode) Objects.requireNonNull(first(ALERT).data())).deepCopy();
        assertThat(((ObjectNode) kept.path("answer").path("data")).remove("alarmed")).isNotNull();

        assertThat(PartJson.read("E1", kept).answer().data())
                .get()
                .isInstanceOfSatisfying(
                        EnvironmentOverview.class,
                        overview -> assertThat(overview.alarmed()).isEmpty());
    }
}
