package dev.nocturne.llm.lead;

import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.llm.agent.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Tells the answer while it is written. As long as the model may still ask for tools, nobody knows
 * whether a text is the answer or a word on the way; so its beginning is held back, and told when
 * it is longer than words on the way are, or complete. What is told cannot be taken back.
 */
final class AnswerTeller implements Voice {
    /** A word on the way is one to a few sentences. */
    private static final int HELD_CHARS = 600;

    private static final String BROKE =
            "\n\n---\n\n*The connection to the model broke here; it begins its answer again.*\n\n";

    private final RunContext run;
    private final Runnable before;
    private final StringBuilder held = new StringBuilder();
    private @Nullable AnswerStream stream;
    private boolean last;
    private boolean called;

    /** {@code before}: done once, before the first of the answer is told. */
    AnswerTeller(RunContext run, Runnable before) {
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
                tell();
            }
        }
    }

    private AnswerStream tell() {
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
    public void again() {
        if (stream != null) {
            stream.write(BROKE);
        }
        held.setLength(0);
        called = false;
    }

    @Override
    public boolean begun() {
        return stream != null;
    }

    @Override
    public String preamble() {
        return held.toString().strip();
    }

    /** Completes the answer: what is held, or else {@code text}, and a word at its end. */
    void finish(String text, String closing) {
        if (stream == null) {
            held.setLength(0);
            held.append(text);
        }
        AnswerStream open = tell();
        open.write(closing);
        open.close();
    }
}
