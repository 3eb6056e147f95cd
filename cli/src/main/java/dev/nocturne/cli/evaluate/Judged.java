package dev.nocturne.cli.evaluate;

import dev.nocturne.scenario.ExpectedFinding;

/** One alert of the pack: the expected finding, the outcome and its score. */
public record Judged(ExpectedFinding expected, Outcome outcome, Score score) {

    /** The score as one word. */
    public String word() {
        return outcome.failed() ? "failed" : score.right() ? "ok" : "wrong";
    }
}
