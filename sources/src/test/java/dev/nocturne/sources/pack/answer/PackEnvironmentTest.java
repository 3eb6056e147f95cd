package dev.nocturne.sources.pack.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.AlarmSource;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.EventSource;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.StateSource;
import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import dev.nocturne.sources.pack.TestPack;
import dev.nocturne.sources.pack.query.SqlResult;
import dev.nocturne.testkit.source.SourceContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackEnvironmentTest extends SourceContract {
    @TempDir private Path folder;
    private Pack pack;

    @BeforeEach
    void load() {
        TestPack files = new TestPack(folder);
        files.write(
                "scenario.yaml",
                TestPack.manifest("small")
                        .replace(
                                "- {name: LinkMetrics",
                                """
                                - {name: Phases, csv_file: Phases.csv}
                                        - {name: Journal, csv_file: Journal.csv}
                                        - {name: LinkMetrics\
                                """));
        files.write(
                "data/telemetry/Phases.csv",
                """
                RouterId,Timestamp,Phase
                R1,2026-05-01T10:00:00Z,Running
                R2,2026-05-01T10:00:00Z,Running
                R1,2026-05-01T10:05:00Z,Failed
                R2,2026-05-01T10:05:00Z,Running
                R1,2026-05-01T10:10:00Z,Failed
                R2,2026-05-01T10:10:00Z,Running
                R1,2026-05-01T10:15:00Z,Failed
                R2,2026-05-01T10:15:00Z,Running
                """);
        files.write(
                "data/telemetry/Journal.csv",
                """
                RouterId,Timestamp,Text
                R1,2026-05-01T10:03:17Z,configuration 12 was applied by the release train
                R2,2026-05-01T10:21:40Z,the second power supply was exchanged as planned
                R1,2026-05-01T10:55:02Z,configuration 11 was restored by the person on call
                """);
        pack =
                switch (PackReader.load(folder)) {
                    case LoadResult.Loaded(Pack loaded) -> loaded;
                    case LoadResult.Refused(var problems) ->
                            throw new AssertionError(problems.toString());
                };
    }

    @AfterEach
    void close() {
        pack.close();
    }

    @Override
    protected Environment environment() {
        return new PackEnvironment(pack, () -> Instant.EPOCH);
    }

    @Override
    protected Window window() {
        return Window.of(
                Instant.parse("2026-05-01T09:00:00Z"), Instant.parse("2026-05-01T11:00:00Z"));
    }

    @Override
    protected Window nothing() {
        return Window.of(
                Instant.parse("2026-04-01T09:00:00Z"), Instant.parse("2026-04-01T11:00:00Z"));
    }

    @Override
    protected String measuredEntity() {
        return "L1";
    }

    @Test
    void noPartOfTheContractIsSkipped() {
        assertThat(List.of(AlarmSource.class, EventSource.class, StateSource.class))
                .noneMatch(ability -> environment().sources(ability).isEmpty());
    }

    @Test
    void theQueryOfAnAnswerSelectsItsValues() throws InterruptedException {
        Selection selection = Selection.of(Set.of("L1"), window(), 1_000);
        Answer<List<Series>> answer = new Question.Measurements(selection).ask(environment());
        SqlResult rows =
                pack.sql()
                        .query(answer.provenance().query(), Instant.ofEpochMilli(window().until()));
        assertThat(rows).isInstanceOf(SqlResult.Rows.class);
        List<Object> latencies = new ArrayList<>();
        ((SqlResult.Rows) rows).rows().forEach(row -> latencies.add(row.getLast()));
        Series latency =
                answer.data().orElseThrow().stream()
                        .filter(s -> s.metric().equals("LatencyMs"))
                        .findFirst()
                        .orElseThrow();
        assertThat(latencies).containsExactly(1.5, 99.5, 1.25);
        assertThat(latency.values()).containsExactly(1.5, 99.5, 1.25);
    }

    @Test
    void eventsAndStatesAreFoundByTheShapeOfTheirTables() throws InterruptedException {
        Selection all = Selection.of(Set.of(), window(), 1_000);
        assertThat(new Question.Events(all).ask(environment()).data().orElseThrow())
                .extracting(event -> event.group() + " " + event.entity())
                .containsExactly("Journal R1", "Journal R2", "Journal R1");
        assertThat(new Question.States(all).ask(environment()).data().orElseThrow())
                .anySatisfy(states -> {
                    assertThat(states.entity()).isEqualTo("R1");
                    assertThat(states.changes()).hasSize(2);
                    assertThat(states.changes().getLast().value()).isEqualTo("Failed");
                });
    }
}
