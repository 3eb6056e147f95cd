package dev.nocturne.investigator.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was bad while alerts fired before is not what is usual. */
class EarlierTroubleTest {
    private static final long MINUTE = 60_000;
    private static final int PAST = 500;
    private static final Window PRESENT = new Window(PAST * MINUTE, Long.MAX_VALUE - 1);

    private static Occurrence fired(String entity, String group, int from, int until) {
        return new Occurrence(
                from * MINUTE, until * MINUTE, entity, group, Map.of(), "CartSlow fired");
    }

    /** A latency that was bad until some minute, and is bad now. */
    private static Series slowUntil(int minute) {
        long[] times = new long[PAST + 5];
        double[] values = new double[PAST + 5];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * MINUTE;
            values[i] = (i < minute || i >= PAST ? 900 : 100) + i % 3;
        }
        return new Series("T", "LatencyMs", "cart", Map.of(), times, values);
    }

    private static Metrics metrics(Series series, Occurrence... events) {
        Provenance provenance =
                new Provenance("test", "nocturne", "", new Window(0, 0), Instant.EPOCH);
        Selection all = Selection.of(Set.of(), PRESENT, 10_000);
        Topology topology =
                Topology.of(
                        new GraphSchema(List.of(), List.of()),
                        List.of(entity("cart"), entity("front"), entity("db"), entity("other")),
                        List.of(calls("front", "cart"), calls("cart", "db")));
        return new Metrics(
                Snapshot.empty()
                        .with(
                                new Part<>(
                                        "E1",
                                        new Question.Surroundings(Set.of(), 100),
                                        new Answer.Complete<>(topology, provenance)))
                        .with(
                                new Part<>(
                                        "E2",
                                        new Question.Measurements(all),
                                        new Answer.Complete<>(List.of(series), provenance)))
                        .with(
                                new Part<>(
                                        "E3",
                                        new Question.Events(all),
                                        new Answer.Complete<>(List.of(events), provenance))));
    }

    private static Entity entity(String id) {
        return new Entity(id, "service", Map.of());
    }

    private static Relation calls(String source, String target) {
        return new Relation(source + ">" + target, "calls", source, target, Map.of());
    }

    private static Deviation scan(Series series, Occurrence... events) {
        return new MetricScan(metrics(series, events), PRESENT, false).of(series).orElseThrow();
    }

    @Test
    void itIsOfWhatTheAlertWasAboutAndOfWhatThatIsRelatedTo() {
        Metrics metrics = metrics(slowUntil(0), fired("cart", "alert history", 10, 20));
        Window time = new Window(9 * MINUTE, 21 * MINUTE);
        assertThat(metrics.troubled("cart")).containsExactly(time);
        assertThat(metrics.troubled("front")).containsExactly(time);
        assertThat(metrics.troubled("db")).containsExactly(time);
        assertThat(metrics.troubled("other")).isEmpty();
    }

    @Test
    void whatFiresNowAndWhatIsAboutNothingIsNotEarlier() {
        assertThat(EarlierTrouble.isOver(fired("cart", "alert history", 1, 2))).isTrue();
        assertThat(EarlierTrouble.isOver(fired("cart", "alerts", 1, 2))).isFalse();
        assertThat(
                        metrics(
                                        slowUntil(0),
                                        fired("cart", "alerts", 10, 20),
                                        fired("", "alert history", 10, 20))
                                .troubled("cart"))
                .isEmpty();
    }

    @Test
    void aPastThatWasMostlyTroubleDoesNotHideThatOfNow() {
        Series series = slowUntil(300);
        assertThat(scan(series).anomalous()).isFalse();
        Deviation deviation = scan(series, fired("cart", "alert history", 0, 300));
        assertThat(deviation.anomalous()).isTrue();
        assertThat(deviation.usual()).isBetween(100.0, 102.0);
    }

    @Test
    void whereHardlyAnythingElseIsLeftThePastCountsAsItIs() {
        Series series = slowUntil(450);
        assertThat(scan(series, fired("cart", "alert history", 0, 450)).usual())
                .isEqualTo(scan(series).usual());
    }

    @Test
    void manyShortAlertsAreEachLeftOut() {
        List<Occurrence> events = new ArrayList<>();
        for (int i = 0; i < 300; i += 10) {
            events.add(fired("front", "alert history", i, i + 10));
        }
        assertThat(scan(slowUntil(300), events.toArray(Occurrence[]::new)).anomalous()).isTrue();
    }
}
