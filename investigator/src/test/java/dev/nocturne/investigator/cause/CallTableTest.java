package dev.nocturne.investigator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.cause.CallWorld.Now;
import org.junit.jupiter.api.Test;

class CallTableTest {
    @Test
    void callsAreReadAsTheyAreAnsweredAndAsTheyAreAsked() {
        CallTable table =
                new CallWorld()
                        .serves("cart", new Now(20, 0.3, 0.1))
                        .asks("front", "cart", new Now(20, 0.4, 0.2))
                        .table();
        assertThat(table.isEmpty()).isFalse();
        Calls served = table.served("cart").orElseThrow();
        assertThat(served.rate().now()).isBetween(19.9, 20.1);
        assertThat(served.rate().usual()).isBetween(9.9, 10.1);
        assertThat(served.lost()).isBetween(1.9, 2.1);
        assertThat(served.waited()).isBetween(3.9, 4.1);
        assertThat(table.asked("front")).containsOnlyKeys("cart");
        assertThat(table.asked("front").getOrDefault("cart", Calls.NONE).lost())
                .isBetween(3.9, 4.1);
        assertThat(table.asked("cart")).isEmpty();
        assertThat(table.served("front")).isEmpty();
    }

    @Test
    void withoutCallersNothingIsKnownOfCalls() {
        assertThat(new CallWorld().serves("cart", Now.USUAL).table().isEmpty()).isTrue();
    }

    @Test
    void whatIsAsUsualIsNeitherLostNorWaitedForNorBusy() {
        Calls served =
                new CallWorld().serves("cart", Now.USUAL).table().served("cart").orElseThrow();
        assertThat(served.lost()).isZero();
        assertThat(served.waited()).isZero();
        assertThat(served.isBusy()).isFalse();
    }

    @Test
    void ofSeveralKindsOfCallsTheOneCountsInWhichMostIsLost() {
        CallTable table =
                new CallWorld()
                        .asks("front", "cart", Now.USUAL)
                        .serves("cart", Now.USUAL)
                        .measures("cart", "rpc calls per second", 5, 5)
                        .measures("cart", "rpc average", 0.1, 0.1)
                        .measures("cart", "rpc error share", 0, 0.4)
                        .table();
        assertThat(table.served("cart").orElseThrow().lost()).isBetween(1.9, 2.1);
    }

    @Test
    void whatIsCountedWithItsOutcomeButNotTimedIsNotWhatOthersAskFor() {
        CallTable table =
                new CallWorld()
                        .asks("front", "cart", Now.USUAL)
                        .serves("cart", Now.USUAL)
                        .measures("cart", "payments calls per second", 5, 5)
                        .measures("cart", "payments error share", 0, 0.4)
                        .table();
        assertThat(table.served("cart").orElseThrow().lost()).isZero();
    }

    @Test
    void withoutItsRateNothingIsLost() {
        assertThat(
                        new CallWorld()
                                .measures("cart", "rpc error share", 0, 0.4)
                                .table()
                                .served("cart")
                                .orElseThrow()
                                .lost())
                .isZero();
        assertThat(Calls.NONE.lost()).isZero();
        assertThat(Calls.NONE.waited()).isZero();
        assertThat(Calls.NONE.isBusy()).isFalse();
    }
}
