package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.FencingToken;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An append that a writer repeats, because it does not know whether it was stored, is stored once.
 */
interface RepeatContract extends StoreFixture {
    SessionId R = Samples.session("repeated");

    private static Append append(long next, FencingToken token, long number, int events) {
        return new Append(
                R,
                next,
                token,
                number,
                Samples.events(next, events),
                Samples.checkpoint(R, next - 1 + events),
                List.of(Samples.receipt("k" + number)),
                List.of(new Attachment("c", "{}")));
    }

    @Test
    default void aRepeatedAppendIsAnsweredLikeTheFirstAndStoredOnce() {
        FencingToken token = lease(R);
        Append first = append(1, token, 1, 3);
        assertThat(store().append(first)).isEqualTo(new AppendResult.Appended(3));
        assertThat(store().append(first)).isEqualTo(new AppendResult.Appended(3));
        Append second = append(4, token, 2, 2);
        assertThat(store().append(second)).isEqualTo(new AppendResult.Appended(5));
        assertThat(store().append(second)).isEqualTo(new AppendResult.Appended(5));
        assertThat(store().read(R, 0, 10)).isEqualTo(Samples.events(1, 5));
    }

    @Test
    default void anEarlierAppendIsRecognisedBehindLaterOnes() {
        FencingToken token = lease(R);
        Append first = append(1, token, 1, 3);
        commit(first);
        commit(append(4, token, 2, 2));
        assertThat(store().append(first)).isEqualTo(new AppendResult.Appended(3));
        assertThat(store().read(R, 0, 10)).hasSize(5);
    }

    @Test
    default void anotherAppendAtTheSamePlaceConflicts() {
        FencingToken token = lease(R);
        commit(append(1, token, 1, 3));
        assertThat(store().append(append(1, token, 2, 3))).isEqualTo(new AppendResult.Conflict(3));
        assertThat(store().append(append(2, token, 1, 1))).isEqualTo(new AppendResult.Conflict(3));
    }

    @Test
    default void anAppendWithoutANumberIsNeverTakenForARepeat() {
        FencingToken token = lease(R);
        commit(append(1, token, 0, 3));
        assertThat(store().append(append(1, token, 0, 3))).isEqualTo(new AppendResult.Conflict(3));
    }

    @Test
    default void aRepeatUnderAnOlderTokenIsFenced() {
        Append first = append(1, lease(R), 1, 3);
        commit(first);
        FencingToken newer = lease(R);
        assertThat(store().append(first)).isEqualTo(new AppendResult.Fenced());
        assertThat(store().append(append(1, newer, 1, 3))).isEqualTo(new AppendResult.Conflict(3));
    }

    @Test
    default void theLastWriteIsTheTimeOfTheEventStoredLast() {
        assertThat(store().lastWrite()).isEqualTo(Instant.EPOCH);
        FencingToken token = lease(R);
        commit(append(1, token, 1, 3));
        assertThat(store().lastWrite()).isEqualTo(Samples.event(3).timestamp());
    }
}
