package dev.nocturne.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long KB = 1_024;

    private final MemoryBudget budget = new MemoryBudget(1_000 * KB);

    private boolean take(String client, long bytes) throws InterruptedException {
        return budget.open(client).resize(bytes * KB, Duration.ZERO);
    }

    @Test
    void oneGreedyClientGetsHalf() throws InterruptedException {
        int got = 0;
        while (take("greedy", 100)) {
            got += 100;
        }
        assertThat(got).isEqualTo(500);
        assertThat(take("modest", 100)).isTrue();
    }

    @Test
    void manyGreedyClientsLeaveRoomForOneMore() throws InterruptedException {
        for (int client = 0; client < 9; client++) {
            while (take("greedy-" + client, 70)) {
                assertThat(budget.reserved()).isLessThanOrEqualTo(1_000 * KB);
            }
        }
        assertThat(take("modest", 60)).as("an ordinary request").isTrue();
    }

    @Test
    void manySmallHoldsOfOneClientLeaveRoomForOthers() throws InterruptedException {
        int got = 0;
        while (take("greedy", 60)) {
            got += 60;
        }
        assertThat(got).isGreaterThan(500).isLessThanOrEqualTo(625);
        for (int request = 0; request < 5; request++) {
            assertThat(take("modest", 60)).as("request %d", request).isTrue();
        }
    }

    @Test
    void largeHoldsOfAClientDoNotKeepOutItsOwnSmallOnes() throws InterruptedException {
        while (take("greedy", 100)) {
            assertThat(budget.reserved()).isLessThanOrEqualTo(500 * KB);
        }
        assertThat(take("greedy", 60)).isTrue();
    }

    @Test
    void whatIsLargerThanItsShareIsServedAlone() throws InterruptedException {
        assertThat(take("one", 100_000)).isTrue();
        assertThat(budget.reserved()).isEqualTo(250 * KB);
    }

    @Test
    void whatIsGivenBackIsThereForOthers() throws InterruptedException {
        List<MemoryBudget.Hold> holds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            MemoryBudget.Hold hold = budget.open("a");
            assertThat(hold.resize(100 * KB, Duration.ZERO)).isTrue();
            holds.add(hold);
        }
        MemoryBudget.Hold late = budget.open("a");
        AtomicBoolean got = new AtomicBoolean();
        CountDownLatch waits = new CountDownLatch(1);
        Thread waiter =
                Thread.startVirtualThread(() -> {
                    waits.countDown();
                    try {
                        got.set(late.resize(100 * KB, LONG));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        waits.await();
        holds.getFirst().close();
        waiter.join();
        assertThat(got).isTrue();
        late.shrink(10 * KB);
        assertThat(budget.reserved()).isEqualTo(410 * KB);
        holds.forEach(MemoryBudget.Hold::close);
        late.close();
        assertThat(budget.reserved()).isZero();
        assertThat(late.resize(10, Duration.ZERO)).as("closed for good").isFalse();
    }
}
