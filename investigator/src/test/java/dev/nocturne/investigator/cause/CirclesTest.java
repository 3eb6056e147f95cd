package dev.nocturne.investigator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CirclesTest {
    @Test
    void nodesThatReachEachOtherAreOnOneCircle() {
        Circles circles =
                Circles.of(
                        Map.of(
                                1, Set.of(2),
                                2, Set.of(3),
                                3, Set.of(1, 4),
                                4, Set.of(5),
                                5, Set.of(4),
                                6, Set.of(1, 6)));
        assertThat(circles.members(1)).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(circles.of(4)).isEqualTo(circles.of(5)).isNotEqualTo(circles.of(1));
        assertThat(circles.members(6)).containsExactly(6);
    }

    @Test
    void aLongChainIsNoCircleAndNeedsNoStack() {
        Map<Integer, Set<Integer>> chain = new LinkedHashMap<>();
        for (int i = 0; i < 100_000; i++) {
            chain.put(i, i + 1 < 100_000 ? Set.of(i + 1) : Set.of());
        }
        Circles circles = Circles.of(chain);
        assertThat(circles.members(0)).containsExactly(0);
        assertThat(circles.members(99_999)).containsExactly(99_999);
    }
}
