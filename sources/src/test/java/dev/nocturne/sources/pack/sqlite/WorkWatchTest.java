package dev.nocturne.sources.pack.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WorkWatchTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong allocated = new AtomicLong();
    private final AtomicInteger freed = new AtomicInteger();
    private final WorkWatch watch =
            new WorkWatch(() -> OptionalLong.of(allocated.get()), now::get, 1_000, 2);

    private RunningWork begin() {
        return watch.begin(freed::incrementAndGet);
    }

    @Test
    void theLongestRunningWorkIsStoppedWhenMemoryRunsShort() {
        RunningWork first = begin();
        now.addAndGet(SECOND);
        RunningWork second = begin();
        watch.look();
        now.addAndGet(SECOND);
        allocated.set(1_001);

        watch.look();

        assertThat(first.outOfMemory()).isTrue();
        assertThat(second.stopped()).isFalse();

        watch.look();

        assertThat(second.outOfMemory()).isTrue();
    }

    @Test
    void memoryFromBeforeTheWorkDoesNotCount() {
        allocated.set(5_000);
        RunningWork work = begin();
        watch.look();
        now.addAndGet(SECOND);
        allocated.set(5_999);

        watch.look();

        assertThat(work.stopped()).isFalse();
    }

    @Test
    void workThatDoesNotStopLosesItsPlaceAndOnlySoMany() {
        RunningWork stuck = begin();
        RunningWork stuckToo = begin();
        RunningWork oneTooMany = begin();
        stuck.stop();
        stuckToo.stop();
        oneTooMany.stop();
        watch.look();
        assertThat(freed).hasValue(0);
        now.addAndGet(2 * SECOND);

        watch.look();

        assertThat(freed).hasValue(2);
        assertThat(watch.abandoned()).isEqualTo(2);

        watch.end(stuck);
        watch.end(stuckToo);
        watch.end(oneTooMany);

        assertThat(watch.abandoned()).isZero();
        assertThat(freed).hasValue(3);
    }

    @Test
    void workThatEndedIsNotAbandoned() {
        RunningWork work = begin();
        work.stop();
        watch.end(work);
        now.addAndGet(2 * SECOND);

        watch.look();

        assertThat(work.abandon()).isFalse();
        assertThat(watch.abandoned()).isZero();
        assertThat(freed).hasValue(1);
    }
}
