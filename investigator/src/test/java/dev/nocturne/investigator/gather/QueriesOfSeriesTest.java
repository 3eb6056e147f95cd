package dev.nocturne.investigator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueriesOfSeriesTest {
    private static final Window WINDOW = new Window(0, 60_000);

    private static Series series(String entity) {
        return new Series(
                "http",
                "requests",
                entity,
                Map.of(),
                new long[] {0, 30_000, 60_000},
                new double[] {1, Double.NaN, 3});
    }

    @Test
    void aSeriesKeepsTheQueryThatGivesItInTheLog() {
        Part<List<Series>> part =
                new Part<>(
                        "E1",
                        new Question.Measurements(Selection.of(Set.of(), WINDOW, 100)),
                        new Answer.Complete<>(
                                List.of(
                                        series("a").askedBy("sum(a)"),
                                        series("b").askedBy("sum(b)"),
                                        series("c").askedBy("sum(a)"),
                                        series("d")),
                                new Provenance(
                                        "prometheus",
                                        "promql",
                                        "metrics of a, b, c, d",
                                        WINDOW,
                                        Instant.EPOCH)));
        Snapshot read = new Snapshot(List.of(PartJson.read("E1", PartJson.write(part))));
        assertThat(read.series("a")).extracting(Series::query).containsExactly("sum(a)");
        assertThat(read.series("b")).extracting(Series::query).containsExactly("sum(b)");
        assertThat(read.series("c")).extracting(Series::query).containsExactly("sum(a)");
        assertThat(read.series("d")).extracting(Series::query).containsExactly("");
    }
}
