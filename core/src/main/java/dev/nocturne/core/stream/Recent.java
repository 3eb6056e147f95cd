package dev.nocturne.core.stream;

import java.util.Arrays;
import java.util.List;

/**
 * The last frames of a log, without a gap. Immutable, so that many readers share it without a lock;
 * each commit creates a new one.
 */
final class Recent {
    /** The most frames kept for readers that lag: several batches of an external agent. */
    static final int MOST_FRAMES = 2_048;

    /** The most bytes kept: eight writes of a lagging reader. */
    static final int MOST_BYTES = 512 * 1024;

    static final Recent NONE = new Recent(new Frame[0]);

    private final Frame[] frames;

    private Recent(Frame[] frames) {
        this.frames = frames;
    }

    /** Number of frames. */
    int size() {
        return frames.length;
    }

    /**
     * These frames and {@code more}, without those up to seq {@code read}, which all readers have.
     * If they exceed the limits, only the newest are kept.
     */
    Recent with(List<Frame> more, long read) {
        Frame[] old = isFollowedBy(more) ? frames : NONE.frames;
        int needed = old.length == 0 ? 0 : Math.clamp(read + 1 - old[0].seq(), 0, old.length);
        Frame[] all = Arrays.copyOfRange(old, needed, old.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            all[old.length - needed + i] = more.get(i);
        }
        return new Recent(newest(all));
    }

    private boolean isFollowedBy(List<Frame> more) {
        return frames.length > 0 && frames[frames.length - 1].seq() + 1 == more.getFirst().seq();
    }

    private static Frame[] newest(Frame[] all) {
        int from = all.length;
        for (long bytes = 0; from > 0 && all.length - from < MOST_FRAMES; from--) {
            bytes += all[from - 1].size();
            if (bytes > MOST_BYTES) {
                break;
            }
        }
        return from == 0 ? all : Arrays.copyOfRange(all, from, all.length);
    }

    /**
     * Frames after seq {@code cursor}, at least one and about {@code maxBytes} at most; empty if
     * the kept frames do not reach back to the cursor or not beyond it.
     */
    List<Frame> after(long cursor, int maxBytes) {
        if (frames.length == 0 || frames[0].seq() > cursor + 1) {
            return List.of();
        }
        long from = cursor + 1 - frames[0].seq();
        if (from >= frames.length) {
            return List.of();
        }
        int to = (int) from;
        for (int bytes = 0; to < frames.length && bytes < maxBytes; to++) {
            bytes += frames[to].size();
        }
        return Arrays.asList(Arrays.copyOfRange(frames, (int) from, to));
    }
}
