package dev.nocturne.investigator.signal;

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
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class MetricScanTest {
    private static final long MINUTE = 60_000;
    private static final int PAST = 500;

    /** One value a minute: 500 of the past, then 5 of the present. */
    private static Series series(String metric, IntToDoubleFunction value) {
        long[] times = new long[PAST + 5];
        double[] values = new double[PAST + 5];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * MINUTE;
            values[i] = value.applyAsDouble(i);
        }
        return new Series("T", metric, "e", Map.of(), times, values);
    }

    private static Deviation scan(String metric, IntToDoubleFunction value) {
        return scan(metric, PAST * MINUTE, value);
    }

    private static Deviation scan(String metric, long from, IntToDoubleFunction value) {
        Window window = new Window(from, Long.MAX_VALUE - 1);
        Series series = series(metric, value);
        Provenance provenance =
                new Provenance("test", "nocturne", "", new Window(0, 0), Instant.EPOCH);
        Snapshot snapshot =
                Snapshot.empty()
                        .with(
                                new Part<>(
                                        "E1",
                                        new Question.Measurements(
                                                Selection.of(Set.of(), window, 1_000)),
                                        new Answer.Complete<>(List.of(series), provenance)));
        return new MetricScan(new Metrics(snapshot), window, true).of(series).orElseThrow();
    }

    @Test
    void aConstantAvailabilityThatDropsIsAnomalous() {
        Deviation deviation = scan("Availability", i -> i < PAST ? 100 : 98);
        assertThat(deviation.anomalous()).isTrue();
        assertThat(deviation.since()).isEqualTo(PAST * MINUTE);
    }

    @Test
    void whatIsNotOffBeginsWithAValueAndNotWithTheWindow() {
        Deviation deviation = scan("Availability", PAST * MINUTE - MINUTE / 2, i -> 100);
        assertThat(deviation.since()).isEqualTo(PAST * MINUTE);
    }

    @Test
    void betterThanUsualIsNoAnomaly() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(scan("LatencyMs", i -> i < PAST ? 100 + random.nextDouble() : 20).anomalous())
                .isFalse();
        assertThat(scan("ErrorRate", i -> i < PAST ? 2 + random.nextDouble() : 0).anomalous())
                .isFalse();
    }

    @Test
    void noiseIsNoAnomalyForAnySeed() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            assertThat(scan("LatencyMs", i -> 50 + 5 * random.nextGaussian()).failing())
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    @Test
    void rareSpikesOfThePastDoNotHideAFault() {
        SplittableRandom random = new SplittableRandom(2);
        assertThat(
                        scan(
                                        "LatencyMs",
                                        i ->
                                                i >= PAST
                                                        ? 200
                                                        : random.nextInt(100) == 0
                                                                ? 180
                                                                : 50 + random.nextGaussian())
                                .anomalous())
                .isTrue();
    }

    @Test
    void lossOfLightInTheLastSampleAloneIsSeen() {
        SplittableRandom random = new SplittableRandom(3);
        Deviation deviation =
                scan("RxPowerDbm", i -> i == PAST + 4 ? -40 : -7 + 0.05 * random.nextGaussian());
        assertThat(deviation.anomalous()).isFalse();
        assertThat(deviation.failing()).isTrue();
    }

    @Test
    void aSteadyDriftIsFoundAndADailyCycleIsNone() {
        SplittableRandom random = new SplittableRandom(4);
        assertThat(scan("PumpCurrentMa", i -> 300 + 0.1 * i + random.nextGaussian()).drifting())
                .isTrue();
        assertThat(
                        scan(
                                        "PumpCurrentMa",
                                        i -> 300 + 20 * Math.sin(i / 40.0) + random.nextGaussian())
                                .drifting())
                .isFalse();
    }

    @Test
    void bitErrorRatesAreReadInDecades() {
        SplittableRandom random = new SplittableRandom(5);
        Deviation deviation =
                scan(
                        "BitErrorRate",
                        i -> (i < PAST ? 1e-12 : 1e-6) * (1 + 0.3 * random.nextDouble()));
        assertThat(deviation.sense().log()).isTrue();
        assertThat(deviation.anomalous()).isTrue();
        assertThat(deviation.nowValue()).isBetween(1e-6, 2e-6);
    }

    @Test
    void moreTrafficIsNoFaultAndNoneAtAllIs() {
        SplittableRandom random = new SplittableRandom(6);
        assertThat(scan("Requests", i -> i < PAST ? 1000 + random.nextInt(50) : 3000).failing())
                .isFalse();
        assertThat(scan("Requests", i -> i < PAST ? 1000 + random.nextInt(50) : 0).failing())
                .isTrue();
    }

    @Test
    void whichWayIsBadIsReadFromTheName() {
        MetricSense.Typical typical = new MetricSense.Typical(0, 50, 100, 0.1);
        assertThat(MetricSense.of("SuccessRate", typical).direction()).isEqualTo(-1);
        assertThat(MetricSense.of("p99_response_ms", typical).direction()).isEqualTo(1);
        assertThat(MetricSense.of("packet_loss_pct", typical).family())
                .isEqualTo(MetricSense.Family.ERRORS);
        assertThat(MetricSense.of("FreeMemoryMb", typical).direction()).isEqualTo(-1);
        assertThat(MetricSense.of("Zorp", typical).direction()).isZero();
    }

    @Test
    void aSmallShareMoreOfAnAmountOrOfATimeIsNoAnomalyHoweverSteadyItWas() {
        IntToDoubleFunction noise = i -> 1 + i % 7 / 10_000.0;
        assertThat(
                        scan(
                                        "heap_used_bytes",
                                        i -> (i < PAST ? 1e9 : 1.1e9) * noise.applyAsDouble(i))
                                .anomalous())
                .isFalse();
        assertThat(
                        scan(
                                        "heap_used_bytes",
                                        i -> (i < PAST ? 1e9 : 1.3e9) * noise.applyAsDouble(i))
                                .anomalous())
                .isTrue();
        assertThat(scan("request_seconds average", i -> i < PAST ? 0.1 : 0.115).anomalous())
                .isFalse();
        assertThat(scan("request_seconds average", i -> i < PAST ? 0.1 : 0.13).anomalous())
                .isTrue();
    }

    @Test
    void ofWhatHasLimitsThatItIsNearASmallShareIsMuch() {
        MetricSense.Typical typical = new MetricSense.Typical(0, 50, 100, 0.1);
        assertThat(MetricSense.of("heap_used_bytes", typical).relative()).isPositive();
        assertThat(MetricSense.of("queue_depth", typical).relative()).isPositive();
        assertThat(MetricSense.of("wait_seconds", typical).relative()).isPositive();
        assertThat(MetricSense.of("cpu_usage_percent", typical).relative()).isZero();
        assertThat(MetricSense.of("oil_temperature", typical).relative()).isZero();
        assertThat(MetricSense.of("Availability", typical).relative()).isZero();
        assertThat(MetricSense.of("request error share", typical).relative()).isZero();
    }

    @Test
    void theAverageAndTheTailOfCallsAreTimes() {
        MetricSense.Typical typical = new MetricSense.Typical(0, 0.05, 1, 0.001);
        for (String ending : List.of(" average", " p95", " average, seen by callers")) {
            assertThat(MetricSense.of("server_requests_seconds" + ending, typical).family())
                    .isEqualTo(MetricSense.Family.LATENCY);
            assertThat(MetricSense.of("server_requests_bytes" + ending, typical).family())
                    .isNotEqualTo(MetricSense.Family.LATENCY);
        }
    }

    @Test
    void theNumberOfCallsIsTrafficWhateverIsCalled() {
        MetricSense.Typical typical = new MetricSense.Typical(0, 50, 100, 0.1);
        assertThat(MetricSense.of("failure_latency_seconds calls per second", typical).family())
                .isEqualTo(MetricSense.Family.TRAFFIC);
    }
}
