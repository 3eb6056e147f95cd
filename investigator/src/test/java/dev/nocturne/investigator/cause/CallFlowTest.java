package dev.nocturne.investigator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.cause.CallWorld.Now;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CallFlowTest {
    private static final Offset<Double> NEARLY = Offset.offset(0.02);

    private static double sum(Map<String, Double> kept) {
        return kept.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void failuresAreFollowedToADatabaseThatMeasuresNone() {
        Map<String, Double> kept =
                new CallWorld()
                        .serves("front", Now.failing(0.3))
                        .asks("front", "cart", Now.failing(0.3))
                        .serves("cart", Now.failing(0.3))
                        .asks("cart", "db", Now.failing(0.3))
                        .follow("front");
        assertThat(kept.get("db")).isCloseTo(1, NEARLY);
        assertThat(sum(kept)).isCloseTo(1, NEARLY);
    }

    @Test
    void ofSlowCallsEachHasThePartThatItAdds() {
        Map<String, Double> kept =
                new CallWorld()
                        .serves("front", Now.slow(0.5))
                        .asks("front", "cart", Now.slow(0.4))
                        .serves("cart", Now.slow(0.4))
                        .asks("cart", "db", Now.USUAL)
                        .follow("front");
        assertThat(kept.get("cart")).isCloseTo(0.75, NEARLY);
        assertThat(kept.get("front")).isCloseTo(0.25, NEARLY);
        assertThat(kept).doesNotContainKey("db");
    }

    @Test
    void ofOneThatIsTooSlowForItsCallersTheTimeIsFollowed() {
        assertThat(
                        new CallWorld()
                                .serves("front", Now.failing(0.5))
                                .asks("front", "cart", Now.failing(0.5))
                                .serves("cart", Now.slow(3))
                                .asks("cart", "stock", Now.slow(3))
                                .serves("stock", Now.slow(3))
                                .follow("front")
                                .get("stock"))
                .isCloseTo(1, NEARLY);
    }

    @Test
    void ofOneThatGivesUpWhatTakesTooLongTheTimeIsFollowed() {
        assertThat(
                        new CallWorld()
                                .serves("front", new Now(10, 1, 0.2))
                                .asks("front", "cart", Now.slow(0.9))
                                .serves("cart", Now.slow(0.9))
                                .follow("front")
                                .get("cart"))
                .isGreaterThan(0.8);
    }

    @Test
    void ofTwoInstancesTheOneIsFoundThatFails() {
        Map<String, Double> kept =
                new CallWorld()
                        .serves("front", Now.failing(0.3))
                        .asks("front", "cart", Now.failing(0.3))
                        .serves("cart", Now.failing(0.3))
                        .instance("cart-1", "cart", Now.USUAL)
                        .instance("cart-2", "cart", Now.failing(0.6))
                        .follow("front");
        assertThat(kept.get("cart-2")).isCloseTo(1, NEARLY);
    }

    @Test
    void whereBothInstancesFailItIsTheWhole() {
        assertThat(
                        new CallWorld()
                                .serves("front", Now.failing(0.3))
                                .asks("front", "cart", Now.failing(0.3))
                                .serves("cart", Now.failing(0.3))
                                .instance("cart-1", "cart", Now.failing(0.3))
                                .instance("cart-2", "cart", Now.failing(0.3))
                                .follow("front")
                                .get("cart"))
                .isCloseTo(1, NEARLY);
    }

    @Test
    void oneThatNoLongerReachesAnotherThatIsWellKeepsItsFailures() {
        // What it asks at a wrong address is of no entity.
        Map<String, Double> kept =
                new CallWorld()
                        .serves("front", Now.failing(0.5))
                        .asks("front", "cart", new Now(5, 0.1, 0))
                        .serves("cart", new Now(5, 0.1, 0))
                        .follow("front");
        assertThat(kept.keySet()).containsExactly("front");
        assertThat(kept.get("front")).isCloseTo(1, NEARLY);
    }

    @Test
    void whatLosesNothingHasNothingToFollow() {
        assertThat(
                        new CallWorld()
                                .serves("front", Now.USUAL)
                                .asks("front", "cart", Now.failing(0.5))
                                .follow("front"))
                .isEmpty();
    }

    @Test
    void oneThatIsNotMeasuredIsJudgedByThoseThatAskIt() {
        assertThat(
                        new CallWorld()
                                .serves("front", Now.failing(0.5))
                                .asks("front", "db", Now.failing(0.5))
                                .follow("db")
                                .get("db"))
                .isCloseTo(1, NEARLY);
    }

    @Test
    void circlesEnd() {
        Map<String, Double> kept =
                new CallWorld()
                        .serves("a", Now.failing(0.5))
                        .asks("a", "b", Now.failing(0.4))
                        .serves("b", Now.failing(0.4))
                        .asks("b", "c", Now.failing(0.3))
                        .serves("c", Now.failing(0.3))
                        .asks("c", "a", Now.failing(0.3))
                        .asks("b", "b", Now.failing(0.3))
                        .follow("a", "b", "c");
        assertThat(sum(kept)).isCloseTo(1, NEARLY);
    }

    @Test
    void aLongChainIsFollowedSoFarAndNoFurther() {
        CallWorld world = new CallWorld().serves("s0", Now.failing(0.5));
        for (int i = 0; i < 40; i++) {
            world.asks("s" + i, "s" + (i + 1), Now.failing(0.5));
            world.serves("s" + (i + 1), Now.failing(0.5));
        }
        Map<String, Double> kept = world.follow("s0");
        assertThat(sum(kept)).isCloseTo(1, NEARLY);
        assertThat(kept).doesNotContainKey("s0");
    }
}
