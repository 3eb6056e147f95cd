package dev.nocturne.llm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.llm.model.ModelFailure;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience.Attempts attempts = new Patience(new Random(7), d -> {}).begin();

    private static ModelFailure busy() {
        return new ModelFailure(ModelFailure.Kind.UNAVAILABLE, "busy");
    }

    @Test
    void pausesGrowAndEnd() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(attempts.next(busy()))
                    .isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1_000L << i));
        }
        assertThatThrownBy(() -> attempts.next(busy())).isInstanceOf(ModelFailure.class);
    }

    @Test
    void whatCannotSucceedIsNotRepeated() {
        ModelFailure wrong = new ModelFailure(ModelFailure.Kind.UNAUTHORIZED, "no");

        assertThatThrownBy(() -> attempts.next(wrong)).isSameAs(wrong);
    }

    @Test
    void aProviderThatAsksForTooMuchPatienceIsNotWaitedFor() {
        ModelFailure later =
                new ModelFailure(ModelFailure.Kind.RATE_LIMITED, "tomorrow", Duration.ofHours(20));

        assertThatThrownBy(() -> attempts.next(later)).isSameAs(later);
    }

    @Test
    void theSameBrokenAnswerTwiceIsNotAskedForAgain() throws Exception {
        attempts.next(new ModelFailure(ModelFailure.Kind.BROKEN_ANSWER, "not JSON"));
        attempts.next(new ModelFailure(ModelFailure.Kind.BROKEN_ANSWER, "too long"));
        ModelFailure again = new ModelFailure(ModelFailure.Kind.BROKEN_ANSWER, "too long");

        assertThatThrownBy(() -> attempts.next(again)).isSameAs(again);
    }
}
