package dev.nocturne.llm.lead;

import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.llm.agent.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Streams the answer to the user while the model writes it. Until the model has written more than a
 * remark between tool calls is long, or is done, its text may be such a remark; it is held back
 * until then, because text that was sent cannot be withdrawn.
 */
final class AnswerWriter implements Voice {
    /** Longer than the remarks that models make between tool calls. */
    private static final int HELD_CHARS = 600;

    private static final String BROKE =
            "\n\n---\n\n*The connection to the model broke here; the answer starts again from its beginning.*\n\n";

    private final RunContext run;
    private final Runnable before;
    private final StringBuilder held = new StringBuilder();
    private @Nullable AnswerStream stream;
    private boolean last;
    private boolean called;

    /** {@code before}: runs once, before the answer begins. */
    AnswerWriter(RunContext run, Runnable before) {
        this.run = run;
        this.before = before;
    }

    @Override
    public void begin(boolean toolsOver) {
        held.setLength(0);
        called = false;
        last = toolsOver;
        if (stream != null) {
            stream.write("\n\n");
        }
    }

    @Override
    public void text(String piece) {
        if (stream != null) {
            stream.write(piece);
        } else if (!called) {
            held.append(piece);
            if (last || held.length() >= HELD_CHARS) {
                release();
            }
        }
    }

    private AnswerStream release() {
        AnswerStream open = stream;
        if (open == null) {
            before.run();
            open = run.answer();
            stream = open;
        }
        open.write(held.toString());
        held.setLength(0);
        return open;
    }

    @Override
    public void callComes() {
        called |= stream == null;
    }

    @Override
    public void restart() {
        if (stream != null) {
            stream.write(BROKE);
        }
        held.setLength(0);
        called = false;
    }

    @Override
    public boolean hasBegun() {
        return stream != null;
    }

    @Override
    public String preamble() {
        return held.toString().strip();
    }

    /** Completes the answer: the text held back, or else {@code text}, and the closing. */
    void finish(String text, String closing) {
        if (stream == null) {
            held.setLength(0);
            held.append(text);
        }
        AnswerStream open = release();
        open.write(closing);
        open.close();
    }
}
