package dev.nocturne.cli.evaluate;

import dev.nocturne.sources.pack.ExpectedFinding;

/** One alert of the pack: the expected finding, the outcome and its score. */
public record ScoredAlert(ExpectedFinding expected, SessionResult outcome, Score score) {

    /** The score as one word. */
    public String word() {
        return outcome.hasFailed() ? "failed" : score.right() ? "ok" : "wrong";
    }
}
