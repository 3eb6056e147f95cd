package dev.nocturne.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final WarmUp PLAN =
            new WarmUp(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(10));

    /** Seconds it took with these rates, window by window. */
    private static int seconds(WarmUp plan, Double... rates) throws IOException {
        return seconds(plan, () -> 0, rates);
    }

    private static int seconds(WarmUp plan, DoubleSupplier compiler, Double... rates)
            throws IOException {
        Queue<Double> left = new ArrayDeque<>(List.of(rates));
        plan.run(compiler, time -> left.remove());
        return (rates.length - left.size()) * (int) plan.window().toSeconds();
    }

    @Test
    void endsWhenTwoWindowsAgree() throws IOException {
        assertThat(seconds(PLAN, 100.0, 200.0, 300.0, 310.0, 320.0)).isEqualTo(8);
    }

    @Test
    void isNotEndedByWindowsThatAgreeTooSoon() throws IOException {
        assertThat(seconds(PLAN, 100.0, 100.0, 150.0, 200.0, 201.0)).isEqualTo(10);
    }

    @Test
    void endsThoughNoWindowsAgree() throws IOException {
        assertThat(seconds(PLAN, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0)).isEqualTo(10);
    }

    @Test
    void goesOnWhileTheServerCompiles() throws IOException {
        Queue<Double> compiled = new ArrayDeque<>(List.of(0.0, 1.0, 2.0, 3.0, 3.05));
        assertThat(seconds(PLAN, compiled::remove, 100.0, 100.0, 100.0, 100.0, 100.0)).isEqualTo(8);
    }

    @Test
    void aFixedOneIsOneWindow() throws IOException {
        assertThat(seconds(WarmUp.fixed(Duration.ofSeconds(1)), 100.0, 200.0)).isEqualTo(1);
    }
}
