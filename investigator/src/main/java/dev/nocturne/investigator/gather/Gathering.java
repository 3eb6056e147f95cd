package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Part;
import dev.nocturne.environment.Snapshot;
import java.util.Optional;

/** Asks one question after the other; which comes next follows from the answers so far. */
public final class Gathering {
    /** More questions than any investigation needs. */
    private static final int MAX_QUESTIONS = 40;

    private final Interviewer interviewer;

    public Gathering(Interviewer interviewer) {
        this.interviewer = interviewer;
    }

    /** Asks until nothing more is to be asked, or the limit of questions is reached. */
    public Snapshot gather(Snapshot known, NextQuestion next) throws InterruptedException {
        Snapshot snapshot = known;
        for (int asked = 0; asked < MAX_QUESTIONS; asked++) {
            Optional<Inquiry<?>> inquiry = next.after(snapshot);
            if (inquiry.isEmpty()) {
                return snapshot;
            }
            snapshot = snapshot.with(ask(inquiry.get(), snapshot));
        }
        return snapshot;
    }

    private <T> Part<T> ask(Inquiry<T> inquiry, Snapshot known) throws InterruptedException {
        return interviewer.ask(inquiry, known);
    }
}
