package dev.nocturne.sources.pack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.TestPack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables give their rows by time and entity. */
final class TelemetryTableTest {

    @TempDir Path dir;

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void columnsAreKnownByWhatTheyHold() {
        Pack loaded = new TestPack(dir).load();
        TelemetryTable alerts = loaded.telemetry().table("Alerts").orElseThrow();
        TelemetryTable metrics = loaded.telemetry().table("LinkMetrics").orElseThrow();

        assertThat(alerts.timeColumn()).contains("Timestamp");
        assertThat(alerts.entityColumn()).contains("SourceNodeId");
        assertThat(alerts.numericColumns()).isEmpty();
        assertThat(alerts.textColumns()).containsExactly("AlertId", "SourceNodeId", "Severity");
        assertThat(metrics.entityColumn()).contains("LinkId");
        assertThat(metrics.entities()).containsExactly("L1", "L2");
        assertThat(metrics.distinct("LinkId")).containsExactly("L1", "L2");
    }

    @Test
    void rowsAreInOrderOfTimeAndWindowsIncludeBothEnds() {
        TelemetryTable alerts = new TestPack(dir).load().telemetry().table("Alerts").orElseThrow();

        assertThat(
                        alerts.rows(Window.until(Instant.parse("2027-01-01T00:00:00Z"))).stream()
                                .mapToObj(row -> alerts.text(row, "AlertId")))
                .containsExactly("A1", "A2", "A3");
        Window window = new Window(at("2026-05-01T10:00:00.250Z"), at("2026-05-01T10:00:01Z"));
        assertThat(alerts.rows(window)).isEqualTo(new RowRange(0, 2));
        assertThat(alerts.rows(new Window(5, 4)).isEmpty()).isTrue();
        assertThat(alerts.rows(new Window(Long.MIN_VALUE, Long.MAX_VALUE)).size()).isEqualTo(3);
        assertThat(alerts.span())
                .contains(new Window(at("2026-05-01T10:00:00.250Z"), at("2026-05-01T12:00:00Z")));
        assertThat(alerts.entity(0)).contains("L1");
        assertThat(alerts.subSecond()).isTrue();
    }

    @Test
    void aSeriesEndsAtTheInstantAndKeepsMissingValuesAsNaN() {
        TelemetryTable metrics =
                new TestPack(dir).load().telemetry().table("LinkMetrics").orElseThrow();

        Series series =
                metrics.series(
                        "L1", "Utilization", Window.until(Instant.parse("2026-05-01T10:30:00Z")));
        assertThat(series.times())
                .containsExactly(at("2026-05-01T09:00:00Z"), at("2026-05-01T10:00:00Z"));
        assertThat(series.values()).containsExactly(40.5, Double.NaN);
        assertThat(
                        metrics.series(
                                        "R1",
                                        "LatencyMs",
                                        Window.until(Instant.parse("2030-01-01T00:00:00Z")))
                                .size())
                .isZero();
        assertThat(metrics.row(1)).containsEntry("LinkId", "L1").containsEntry("Utilization", null);
    }

    @Test
    void aColumnThatIsNotThereIsAMistakeOfTheCaller() {
        TelemetryTable metrics =
                new TestPack(dir).load().telemetry().table("LinkMetrics").orElseThrow();

        assertThatThrownBy(() -> metrics.number(0, "Loss"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Utilization");
        assertThatThrownBy(() -> metrics.text(0, "Utilization"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aColumnOfDatesAndNothingElseSaysWhenWhateverItsName() {
        TestPack pack =
                new TestPack(dir).replace("data/telemetry/LinkMetrics.csv", "Timestamp", "Note");
        Telemetry telemetry = pack.load().telemetry();

        assertThat(telemetry.table("LinkMetrics").orElseThrow().timeColumn()).contains("Note");
    }

    @Test
    void aTableWithoutTimesIsInEveryWindow() {
        TestPack pack =
                new TestPack(dir)
                        .replace("data/telemetry/LinkMetrics.csv", "Timestamp", "Note")
                        .replace("data/telemetry/LinkMetrics.csv", "2026-", "sample 2026-")
                        .replace("data/telemetry/Alerts.csv", "Timestamp", "RaisedTime");
        Telemetry telemetry = pack.load().telemetry();

        TelemetryTable timeless = telemetry.table("LinkMetrics").orElseThrow();
        assertThat(timeless.timeColumn()).isEmpty();
        assertThat(timeless.rows(new Window(0, 1)).size()).isEqualTo(4);
        assertThat(telemetry.table("Alerts").orElseThrow().timeColumn()).contains("RaisedTime");
    }

    @Test
    void randomTablesAnswerAsAPlainFilterWould() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            record Row(long time, String entity, double value) {}
            List<Row> rows = new ArrayList<>();
            TelemetryTableBuilder builder =
                    new TelemetryTableBuilder(
                            "t",
                            List.of(
                                    new Column("e", Column.Kind.TEXT),
                                    new Column("t", Column.Kind.TIME),
                                    new Column("v", Column.Kind.NUMBER)));
            for (int i = random.nextInt(200); i > 0; i--) {
                Row row =
                        new Row(
                                // In the order of time already, and not.
                                seed % 2 == 0 ? 50 - i / 4 : random.nextInt(50),
                                "E" + random.nextInt(5),
                                random.nextInt(9) == 0 ? Double.NaN : i);
                rows.add(row);
                builder.row(row.time);
                builder.text(0, row.entity);
                if (!Double.isNaN(row.value)) {
                    builder.number(2, row.value);
                }
            }
            rows.sort(Comparator.comparingLong(Row::time));
            TelemetryTable table = builder.build(id -> id.startsWith("E"));
            Window window = new Window(random.nextInt(60) - 5, random.nextInt(60) - 5);

            List<Row> inWindow = rows.stream().filter(row -> window.contains(row.time)).toList();
            assertThat(table.rows(window).size()).as("seed %d", seed).isEqualTo(inWindow.size());
            List<Row> ofEntity = inWindow.stream().filter(row -> row.entity.equals("E2")).toList();
            if (table.entityColumn().isPresent()) {
                Series series = table.series("E2", "v", window);
                assertThat(series.times())
                        .as("seed %d", seed)
                        .containsExactly(ofEntity.stream().mapToLong(Row::time).toArray());
                assertThat(series.values())
                        .as("seed %d", seed)
                        .containsExactly(ofEntity.stream().mapToDouble(Row::value).toArray());
            }
        }
    }
}
