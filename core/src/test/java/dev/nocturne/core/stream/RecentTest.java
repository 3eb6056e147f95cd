package dev.nocturne.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final int ANY = 1 << 20;

    @Test
    void framesThatEveryReaderHasAreDropped() {
        Recent recent = Recent.NONE.with(frames(1, 10), 0).with(frames(11, 11), 8);

        assertThat(recent.size()).isEqualTo(3);
        assertThat(seqs(recent.after(8, ANY))).containsExactly(9L, 10L, 11L);
        assertThat(recent.after(7, ANY)).as("dropped").isEmpty();
    }

    @Test
    void whatIsReadIsDroppedOnlyAsFarAsThereIsSomething() {
        assertThat(Recent.NONE.with(frames(5, 9), 100).with(frames(10, 10), 100).size())
                .isEqualTo(1);
        assertThat(Recent.NONE.with(frames(5, 9), -3).with(frames(10, 10), -3).size()).isEqualTo(6);
    }

    @Test
    void aGapForgetsWhatWasBefore() {
        Recent recent = Recent.NONE.with(frames(1, 5), 0).with(frames(8, 9), 0);

        assertThat(seqs(recent.after(7, ANY))).containsExactly(8L, 9L);
        assertThat(recent.after(4, ANY)).isEmpty();
    }

    @Test
    void aReaderThatLagsKeepsNoMoreThanTheLimits() {
        Recent many = Recent.NONE;
        for (long seq = 1; seq <= Recent.MOST_FRAMES + 50; seq++) {
            many = many.with(frames(seq, seq), 0);
        }
        assertThat(many.size()).isEqualTo(Recent.MOST_FRAMES);

        Recent large = Recent.NONE;
        for (long seq = 1; seq <= 20; seq++) {
            large = large.with(List.of(frame(seq, "x".repeat(64 * 1024))), 0);
        }
        assertThat(large.size()).isEqualTo(Recent.MOST_BYTES / (64 * 1024) - 1);
        assertThat(seqs(large.after(19, ANY))).containsExactly(20L);
    }

    @Test
    void aFrameLargerThanTheLimitIsNotKept() {
        Recent recent = Recent.NONE.with(List.of(frame(1, "x".repeat(Recent.MOST_BYTES))), 0);

        assertThat(recent.size()).isZero();
        assertThat(recent.after(0, ANY)).isEmpty();
    }

    @Test
    void aReaderGetsAboutTheBytesItAsksForButAtLeastOneFrame() {
        Recent recent = Recent.NONE.with(frames(1, 10), 0);
        int each = frame(1, "{}").size();

        assertThat(seqs(recent.after(2, 1))).containsExactly(3L);
        assertThat(seqs(recent.after(2, 2 * each))).containsExactly(3L, 4L);
        assertThat(recent.after(10, ANY)).as("nothing further").isEmpty();
    }

    private static List<Frame> frames(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(seq -> frame(seq, "{}")).toList();
    }

    private static Frame frame(long seq, String data) {
        return Frame.of(new Event(seq, "tick", 0, Instant.EPOCH, data));
    }

    private static List<Long> seqs(List<Frame> frames) {
        return frames.stream().map(Frame::seq).toList();
    }
}
