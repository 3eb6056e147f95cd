package dev.nocturne.core.session;

/**
 * How often the current turn's run was cut off in ways that the turn may have caused: crashes with
 * no progress between them. An orderly shutdown does not count, nor does a stop while the turn only
 * waited for approvals.
 *
 * @param withoutProgress crashes in a row with no progress between them
 * @param progressed whether the turn has finished something since the last crash
 * @param outOfMemory how often the process ran out of memory while the turn ran
 * @param answered characters of the answer being written
 * @param mostAnswered characters of the turn's longest answer so far
 */
public record Stops(
        int withoutProgress, boolean progressed, int outOfMemory, int answered, int mostAnswered) {
    static final Stops NONE = new Stops(0, false, 0, 0, 0);

    /** The counts after one more stop. */
    Stops count(StopCause cause, boolean onlyWaited) {
        if (onlyWaited || cause == StopCause.SHUTDOWN || cause == StopCause.HANDOVER) {
            return this;
        }
        return new Stops(
                progressed ? 1 : withoutProgress + 1,
                false,
                outOfMemory + (cause == StopCause.OUT_OF_MEMORY ? 1 : 0),
                answered,
                mostAnswered);
    }

    /** The counts after work was finished that a resumed run will not repeat. */
    Stops progress() {
        return progressed
                ? this
                : new Stops(withoutProgress, true, outOfMemory, answered, mostAnswered);
    }

    Stops startAnswer() {
        return new Stops(withoutProgress, progressed, outOfMemory, 0, mostAnswered);
    }

    /**
     * The counts after a piece of the answer. It is progress only if the answer is now longer than
     * any before; an answer that differs after each crash could otherwise begin again without end.
     */
    Stops answer(int chars) {
        int length = answered + chars;
        return new Stops(
                withoutProgress,
                progressed || length > mostAnswered,
                outOfMemory,
                length,
                Math.max(length, mostAnswered));
    }
}
