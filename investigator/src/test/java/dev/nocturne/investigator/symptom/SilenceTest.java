package dev.nocturne.investigator.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long MINUTE = 60_000;
    private static final Window WINDOW = new Window(50 * MINUTE, 60 * MINUTE);

    private static Series series(String entity, String metric, int minutes) {
        long[] times = new long[minutes];
        double[] values = new double[minutes];
        for (int i = 0; i < minutes; i++) {
            times[i] = i * MINUTE;
            values[i] = 5 + i % 2;
        }
        return new Series("T", metric, entity, Map.of(), times, values);
    }

    /** One stopped after forty minutes, and another went on. */
    private static Optional<Symptom> silence(String metric) {
        Series stopped = series("cart", metric, 40);
        Provenance provenance = new Provenance("test", "nocturne", "", WINDOW, Instant.EPOCH);
        Metrics metrics =
                new Metrics(
                        Snapshot.empty()
                                .with(
                                        new Part<>(
                                                "E1",
                                                new Question.Measurements(
                                                        Selection.of(Set.of(), WINDOW, 1_000)),
                                                new Answer.Complete<>(
                                                        List.of(
                                                                stopped,
                                                                series("stock", metric, 61)),
                                                        provenance))));
        return Silence.of(stopped, WINDOW, metrics);
    }

    @Test
    void valuesThatStopWhileThoseOfOthersDoNotAreASymptom() {
        assertThat(silence("requests per second"))
                .hasValueSatisfying(symptom -> {
                    assertThat(symptom.kind()).isEqualTo(Symptom.Kind.SILENT);
                    assertThat(symptom.entity()).isEqualTo("cart");
                    assertThat(symptom.since()).isEqualTo(40 * MINUTE);
                });
    }

    @Test
    void errorsThatAreNotCountedAnyMoreAreNone() {
        assertThat(silence("errors per second")).isEmpty();
        assertThat(silence("requests error share")).isEmpty();
    }
}
