package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables of other systems are read where they are unambiguous, and warned of where they are not.
 */
final class ForeignTablesTest {

    private static final String FILE = "data/telemetry/LinkMetrics.csv";

    private static final String UNDECLARED =
            """
            name: small
            paths: {entities: data/entities, telemetry: data/telemetry, graph_schema: graph_schema.yaml}
            """;

    @TempDir Path dir;

    private TestPack pack;

    @BeforeEach
    void setUp() {
        pack =
                new TestPack(dir)
                        .write("scenario.yaml", UNDECLARED)
                        .delete("data/telemetry/Alerts.csv");
    }

    private TelemetryTable table(Pack loaded) {
        return loaded.telemetry().table("LinkMetrics").orElseThrow();
    }

    private static Instant first(TelemetryTable table) {
        return Instant.ofEpochMilli(table.time(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Timestamp|2026-06-14T03:05:00Z|ISO 8601",
                "Timestamp|1781406300|seconds since 1970",
                "time|1781406300.000|seconds since 1970",
                "ts|1781406300000|milliseconds since 1970",
                "@timestamp|1781406300000000|microseconds since 1970",
                "clock|1781406300000000000|nanoseconds since 1970",
                "Time|6/14/2026 3:05|month/day/year",
                "Time|6/14/2026 3:05:00 AM|month/day/year",
                "Zeit|14.06.2026 03:05|day.month.year",
                "Zeitpunkt|14.06.26, 03:05 Uhr|day.month.year",
                "created_at|14/06/2026 03:05:00|day.month.year",
                "Time|2026-06-14 05:05:00 CEST|date and time in words",
                "Timestamp|2026-06-14 05:05:00 +0200 CEST|date and time in words",
                "Timestamp|2026-06-14T05:05:00+0200|date and time in words",
                "Timestamp|2026-06-14 05:05:00+02|ISO 8601",
                "Timestamp|14/Jun/2026 05:05:00 +0200|date and time in words",
                "when|Sun Jun 14 2026 03:05:00 GMT|date and time in words",
                "ts|2026/06/14 03:05:00,000|date and time in words",
            })
    void aTimeColumnIsReadInTheFormatThatAllItsValuesHave(
            String column, String cell, String format) {
        pack.write(FILE, "LinkId\t%s\tLatencyMs\nL1\t%s\t1.5\n".formatted(column, cell));

        try (Pack loaded = pack.load()) {
            TelemetryTable table = table(loaded);
            assertThat(table.timeColumn()).contains(column);
            assertThat(first(table)).isEqualTo(Instant.parse("2026-06-14T03:05:00Z"));
            assertThat(loaded.reading("LinkMetrics").timeFormat()).isEqualTo(format);
            assertThat(loaded.warnings()).isEmpty();
        }
    }

    @Test
    void anEmptyTimeLeavesItsRowOutAndSaysSo() {
        pack.write(FILE, "LinkId,Timestamp,LatencyMs\nL1,2026-06-14T03:05:00Z,1\nL1,,2\n");

        try (Pack loaded = pack.load()) {
            assertThat(table(loaded).size()).isEqualTo(1);
            assertThat(loaded.warnings())
                    .extracting(Warning::toString)
                    .containsExactly(FILE + ":3 Timestamp: the row has no time and is left out");
        }
    }

    @Test
    void daysAndMonthsThatCannotBeToldApartAreNotGuessed() {
        pack.write(
                FILE,
                "LinkId,Time,LatencyMs\nL1,05/06/2026 03:05,1\nL2,06/05/2026 03:05,1\nL1,05/06/2026 03:05,1\nL1,07/06/2026 01:00,3\nL1,06/07/2026 01:00,3\nL1,01/02/2026 01:00,3\n");

        try (Pack loaded = pack.load()) {
            assertThat(table(loaded).timeColumn()).isEmpty();
            assertThat(loaded.warnings())
                    .extracting(Warning::message)
                    .anyMatch(message -> message.contains("day/month or month/day"))
                    .anyMatch(message -> message.contains("no time column that can be read"));
        }
    }

    @Test
    void theOrderOfTheRowsMayTellDaysFromMonths() {
        pack.write(
                FILE,
                "LinkId,Time,LatencyMs\nL1,05/06/2026 03:05,1\nL1,06/06/2026 03:05,1\nL1,01/07/2026 03:05,1\n");

        try (Pack loaded = pack.load()) {
            assertThat(first(table(loaded))).isEqualTo(Instant.parse("2026-06-05T03:05:00Z"));
            assertThat(loaded.warnings())
                    .singleElement()
                    .extracting(Warning::message)
                    .asString()
                    .contains("taken as day/month");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"N/A", "null", "-", "Inf", "NaN", "", "\\N", "#DIV/0!", "None", "-Infinity"})
    void aMissingValueDoesNotMakeAMetricAText(String word) {
        pack.write(
                FILE,
                "LinkId,Timestamp,LatencyMs\nL1,2026-06-14T03:05:00Z,1\nL1,2026-06-14T03:06:00Z,%s\n"
                        .formatted(word));

        try (Pack loaded = pack.load()) {
            assertThat(table(loaded).numericColumns()).containsExactly("LatencyMs");
            assertThat(table(loaded).number(1, "LatencyMs")).isNaN();
            assertThat(loaded.warnings()).isEmpty();
        }
    }

    @Test
    void aSingleTextAmongManyNumbersIsAMissingValueWithAWarning() {
        StringBuilder text = new StringBuilder("LinkId,Timestamp,LatencyMs\n");
        for (int i = 0; i < 60; i++) {
            text.append("L1,2026-06-14T03:%02d:00Z,%s\n".formatted(i, i == 7 ? "12 ms" : "1.5"));
        }
        pack.write(FILE, text.toString());

        try (Pack loaded = pack.load()) {
            assertThat(table(loaded).numericColumns()).containsExactly("LatencyMs");
            assertThat(loaded.warnings())
                    .extracting(Warning::toString)
                    .containsExactly(
                            FILE
                                    + ":9 LatencyMs: \"12 ms\" is no number and is read as a missing value");
        }
    }

    @Test
    void germanSpreadsheetsAreRead() {
        String text =
                "sep=;\r\nLinkId;Zeit;Wert\r\nL1;14.06.2026 03:05;1.234,5\r\nL1;14.06.2026 03:06;−3,25\r\n";
        pack.write(FILE, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));

        try (Pack loaded = pack.load()) {
            assertThat(table(loaded).number(0, "Wert")).isEqualTo(1234.5);
            assertThat(table(loaded).number(1, "Wert")).isEqualTo(-3.25);
            assertThat(loaded.reading("LinkMetrics").format())
                    .isEqualTo("UTF-16, separated by semicolon");
        }
    }

    @Test
    void windows1252IsReadAndSaidSo() {
        String text = "LinkId,Timestamp,Größe\nL1,2026-06-14T03:05:00Z,1\n";
        pack.write(FILE, text.getBytes(Charset.forName("windows-1252")));

        try (Pack loaded = pack.load()) {
            assertThat(table(loaded).numericColumns()).containsExactly("Größe");
            assertThat(loaded.warnings())
                    .extracting(Warning::toString)
                    .singleElement()
                    .asString()
                    .startsWith(FILE + ":1: the file is not UTF-8 and is read as windows-1252");
        }
    }
}
