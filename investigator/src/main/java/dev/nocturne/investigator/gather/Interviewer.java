package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Snapshot;

/** Asks a question and returns it with its answer. */
public interface Interviewer {
    /**
     * Asks the question.
     *
     * @param known what was answered before
     * @throws InterruptedException if the turn is cancelled meanwhile
     */
    <T> Part<T> ask(Inquiry<T> inquiry, Snapshot known) throws InterruptedException;

    /** Asks without a session: nothing is written down. */
    static Interviewer direct(Environment environment) {
        return new Interviewer() {
            @Override
            public <T> Part<T> ask(Inquiry<T> inquiry, Snapshot known) throws InterruptedException {
                return new Part<>(
                        "E" + (known.parts().size() + 1),
                        inquiry.question(),
                        inquiry.question().ask(environment));
            }
        };
    }
}
