package dev.nocturne.llm.lead;

import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.llm.agent.TextSink;
import org.jspecify.annotations.Nullable;

/**
 * Streams the answer to the user while the model writes it. A text that may still turn out to be a
 * remark before a tool call is held back, because text that was sent cannot be withdrawn. It is
 * released when it is longer than such remarks are, or complete.
 */
final class AnswerWriter implements TextSink {
    /** Characters that are held back; models' remarks before tool calls are shorter. */
    private static final int HELD_CHARS = 600;

    private static final String BROKE =
            "\n\n---\n\n*The connection to the model broke here. The answer starts over.*\n\n";

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
    public void begin(boolean noMoreTools) {
        held.setLength(0);
        called = false;
        last = noMoreTools;
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
    public void beginCall() {
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

    /** Completes the answer: sends {@code text} if nothing was sent yet, then the closing. */
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
