package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Concurrent writers lose nothing and leave no hole, and only one of conflicting appends wins. */
@Timeout(60)
public interface ConcurrencyContract extends StoreFixture {
    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a writer failed", e);
        }
    }

    @Test
    default void manySessionsAppendAtOnceWithoutLossOrHole() throws Exception {
        int sessions = 200;
        int appends = 20;
        together(
                IntStream.range(0, sessions)
                        .<Callable<Boolean>>mapToObj(i -> () -> writeMany("s-" + i, appends))
                        .toList());
        for (int i = 0; i < sessions; i++) {
            assertThat(store().read(Samples.session("s-" + i), 0, 1_000))
                    .isEqualTo(Samples.events(1, 2 * appends));
        }
    }

    private boolean writeMany(String id, int appends) {
        SessionId session = Samples.session(id);
        FencingToken token = createSession(session, 2);
        for (int i = 1; i < appends; i++) {
            commit(new Append(session, 2L * i + 1, token, Samples.events(2L * i + 1, 2)));
        }
        return true;
    }

    @Test
    default void ofManyAppendsAtOnePositionOneWins() throws Exception {
        SessionId session = Samples.session("s");
        FencingToken token = createSession(session, 1);
        List<AppendResult> results =
                together(
                        IntStream.range(0, 50)
                                .<Callable<AppendResult>>mapToObj(
                                        i -> () -> store().append(contender(session, token, i)))
                                .toList());
        assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(AppendResult.Conflict.class::isInstance).hasSize(49);
        assertThat(store().head(session).orElseThrow().tail()).isEqualTo(2);
    }

    private static Append contender(SessionId session, FencingToken token, int i) {
        return new Append(session, 2, token, List.of(Samples.event(2, "{\"by\":" + i + "}")));
    }

    @Test
    default void refusedAppendsDoNotHurtThoseBesideThem() throws Exception {
        List<Callable<AppendResult>> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SessionId session = Samples.session("s-" + i);
            FencingToken stale = createSession(session, 1);
            FencingToken token = lease(session);
            Append append =
                    switch (i % 3) {
                        case 0 -> new Append(session, 2, token, Samples.events(2, 1));
                        case 1 -> new Append(session, 5, token, Samples.events(5, 1));
                        default -> new Append(session, 2, stale, Samples.events(2, 1));
                    };
            tasks.add(() -> store().append(append));
        }
        List<AppendResult> results = together(tasks);
        for (int i = 0; i < 60; i++) {
            assertThat(results.get(i))
                    .isEqualTo(
                            switch (i % 3) {
                                case 0 -> new AppendResult.Appended(2);
                                case 1 -> new AppendResult.Conflict(1);
                                default -> new AppendResult.Fenced();
                            });
        }
    }

    @Test
    default void ofManyAnswersUnderOneKeyOneIsRemembered() throws Exception {
        List<Receipt> remembered =
                together(
                        IntStream.range(0, 50)
                                .<Callable<Receipt>>mapToObj(i -> () -> store().remember(answer(i)))
                                .toList());
        assertThat(remembered).containsOnly(remembered.getFirst());
    }

    private static Receipt answer(int i) {
        return new Receipt("alice", "k", "f", "{\"by\":" + i + "}", TestClock.START);
    }

    @Test
    default void whatAnAppendAnsweredIsSeenByEveryReadAfterIt() throws Exception {
        SessionId session = Samples.session("s");
        FencingToken token = createSession(session, 1);
        for (long seq = 2; seq < 100; seq++) {
            commit(new Append(session, seq, token, Samples.events(seq, 1)));
            assertThat(store().read(session, seq - 1, 10)).hasSize(1);
            assertThat(store().head(session).orElseThrow().tail()).isEqualTo(seq);
        }
    }

    @Test
    default void readersBesideAWriterSeeAPrefixWithoutHoles() throws Exception {
        SessionId session = Samples.session("s");
        FencingToken token = createSession(session, 1);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        tasks.add(() -> {
            for (long seq = 2; seq <= 300; seq++) {
                commit(new Append(session, seq, token, Samples.events(seq, 1)));
            }
            return true;
        });
        for (int i = 0; i < 4; i++) {
            tasks.add(() -> followUpTo(session, 300));
        }
        together(tasks);
    }

    private boolean followUpTo(SessionId session, long tail) {
        long seen = 0;
        while (seen < tail) {
            for (var event : store().read(session, seen, 50)) {
                assertThat(event.seq()).isEqualTo(seen + 1);
                seen = event.seq();
            }
        }
        return true;
    }
}
