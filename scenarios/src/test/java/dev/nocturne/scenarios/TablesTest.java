package dev.nocturne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.scenarios.generate.Main;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table of a pack speaks of things that exist, in the order of time. */
class TablesTest {
    private static final List<GeneratedFiles> PACKS = Main.generate();

    static List<GeneratedFiles> packs() {
        return PACKS;
    }

    @ParameterizedTest
    @MethodSource("packs")
    void vertexIdsAreUnique(GeneratedFiles pack) {
        List<String> ids = vertexIds(pack).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyTelemetryRowBelongsToAVertex(GeneratedFiles pack) {
        Set<String> ids = new HashSet<>(vertexIds(pack).toList());
        telemetry(pack)
                .forEach(table -> {
                    int column = entityColumn(table);
                    List<String> strangers =
                            rows(table)
                                    .map(row -> row.get(column))
                                    .filter(id -> !ids.contains(id))
                                    .distinct()
                                    .toList();
                    assertThat(strangers).as(table.getKey()).isEmpty();
                });
    }

    @ParameterizedTest
    @MethodSource("packs")
    void telemetryIsInTheOrderOfTime(GeneratedFiles pack) {
        telemetry(pack)
                .forEach(table -> {
                    int column = header(table).indexOf("Timestamp");
                    List<Instant> times =
                            rows(table).map(row -> Instant.parse(row.get(column))).toList();
                    assertThat(times.equals(times.stream().sorted().toList()))
                            .as(table.getKey())
                            .isTrue();
                });
    }

    private static Stream<String> vertexIds(GeneratedFiles pack) {
        return tables(pack, "data/entities/Dim").flatMap(TablesTest::rows).map(List::getFirst);
    }

    private static Stream<Map.Entry<String, String>> telemetry(GeneratedFiles pack) {
        return tables(pack, "data/telemetry/");
    }

    private static Stream<Map.Entry<String, String>> tables(GeneratedFiles pack, String prefix) {
        return pack.files().entrySet().stream().filter(file -> file.getKey().startsWith(prefix));
    }

    /** The alert stream starts with its own id. */
    private static int entityColumn(Map.Entry<String, String> table) {
        int column = header(table).indexOf("EntityId");
        return StrictMath.max(column, 0);
    }

    private static List<String> header(Map.Entry<String, String> table) {
        return cells(table.getValue().lines().findFirst().orElseThrow());
    }

    private static Stream<List<String>> rows(Map.Entry<String, String> table) {
        return table.getValue().lines().skip(1).map(TablesTest::cells);
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }
}
