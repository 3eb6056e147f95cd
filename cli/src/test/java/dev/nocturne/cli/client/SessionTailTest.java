package dev.nocturne.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.cli.client.FakeServer.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionTailTest {
    private static final String STREAM = "GET /api/sessions/s1/stream";
    private static final String DONE = "event: done\ndata: {\"status\":\"completed\"}\n\n";

    private FakeServer server;
    private NocturneClient client;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final Heard heard = new Heard();

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        client = new NocturneClient(ServerAddress.parse(server.url(), null), UUID::randomUUID);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aWholeStreamIsDeliveredInOrder() throws InterruptedException {
        server.stream(STREAM, ": ok\n\n" + frames(1, 5) + DONE);
        assertThat(follow(0, false)).isEqualTo("completed");
        assertThat(heard.seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(heard.lost).isEmpty();
    }

    @Test
    void aBrokenConnectionContinuesAfterTheLastEvent() throws InterruptedException {
        server.brokenStream(STREAM, frames(1, 2) + "id: 3\nevent: e\nda").stream(
                STREAM, frames(3, 4) + DONE);
        assertThat(follow(0, false)).isEqualTo("completed");
        assertThat(heard.seqs).containsExactly(1L, 2L, 3L, 4L);
        assertThat(heard.lost).hasSize(1);
        assertThat(heard.regained).isEqualTo(1);
        assertThat(cursors()).containsExactly("0", "2");
    }

    @Test
    void aStreamThatEndsWithoutDoneIsAskedAgain() throws InterruptedException {
        server.stream(STREAM, frames(1, 1)).stream(STREAM, DONE);
        assertThat(follow(0, false)).isEqualTo("completed");
        assertThat(cursors()).containsExactly("0", "1");
    }

    @Test
    void eventsThatComeAgainAreDeliveredOnce() throws InterruptedException {
        server.stream(STREAM, frames(1, 3)).stream(STREAM, frames(2, 5) + DONE);
        follow(0, false);
        assertThat(heard.seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aHoleIsNeverDelivered() throws InterruptedException {
        server.stream(STREAM, frames(1, 2) + frames(4, 5) + DONE).stream(
                STREAM, frames(3, 5) + DONE);
        assertThat(follow(0, false)).isEqualTo("completed");
        assertThat(heard.seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(cursors()).containsExactly("0", "2");
    }

    @Test
    void itBeginsBehindTheGivenPosition() throws InterruptedException {
        server.stream(STREAM + "?follow=true", frames(8, 9) + "event: done\ndata: {}\n\n");
        assertThat(follow(7, true)).isEmpty();
        assertThat(heard.seqs).containsExactly(8L, 9L);
        assertThat(cursors()).containsExactly("7");
    }

    @Test
    void aPassingRefusalIsTriedAgainWithGrowingPauses() throws InterruptedException {
        server.stream(STREAM, frames(1, 1));
        for (int i = 0; i < 6; i++) {
            server.put(STREAM, 503, "{\"detail\":\"starting\",\"code\":\"shutting_down\"}");
        }
        server.stream(STREAM, DONE);
        follow(0, false);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofMillis(1600),
                        SessionTail.LAST_RETRY,
                        SessionTail.LAST_RETRY);
        assertThat(heard.lost).hasSize(1);
    }

    @Test
    void aDeletedSessionEndsTheTail() {
        server.stream(STREAM, frames(1, 1))
                .put(STREAM, 404, "{\"detail\":\"no such session\",\"code\":\"not_found\"}");
        assertThatThrownBy(() -> follow(0, false))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(404);
                            assertThat(e).hasMessage("no such session");
                        });
    }

    @Test
    void aServerThatCannotBeReachedAtFirstIsNotWaitedFor() {
        server.close();
        assertThatThrownBy(() -> follow(0, false))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        e -> assertThat(e.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE));
        assertThat(pauses).isEmpty();
    }

    @Test
    void patienceWithAServerThatStaysAwayEnds() {
        server.stream(STREAM, frames(1, 1)).put(STREAM, 503, "{\"detail\":\"starting\"}");
        assertThatThrownBy(() -> follow(0, false)).isInstanceOf(ApiFailure.class);
        assertThat(pauses.stream().mapToLong(Duration::toMillis).sum())
                .isBetween(
                        SessionTail.PATIENCE.toMillis(),
                        SessionTail.PATIENCE
                                .plus(SessionTail.LAST_RETRY.multipliedBy(2))
                                .toMillis());
    }

    @Test
    void patienceWithStreamsThatKeepBreakingEnds() {
        server.brokenStream(STREAM, ": ok\n\n");
        assertThatThrownBy(() -> follow(0, false))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("keep breaking");
    }

    private String follow(long since, boolean follow) throws InterruptedException {
        SessionTail tail =
                new SessionTail(
                        client,
                        pause -> {
                            pauses.add(pause);
                            nanos.addAndGet(pause.toNanos());
                        },
                        nanos::get);
        return tail.follow("s1", since, follow, heard);
    }

    private List<String> cursors() {
        return server.asked().stream().map((Asked a) -> a.header("Last-event-id")).toList();
    }

    private static String frames(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> "id: " + seq + "\nevent: e\ndata: {\"n\":" + seq + "}\n\n")
                .collect(Collectors.joining());
    }

    private static final class Heard implements TailListener {
        private final List<Long> seqs = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private int regained;

        @Override
        public void onEvent(WireEvent event) {
            seqs.add(event.seq());
        }

        @Override
        public void onDisconnect(String why) {
            lost.add(why);
        }

        @Override
        public void onReconnect() {
            regained++;
        }
    }
}
