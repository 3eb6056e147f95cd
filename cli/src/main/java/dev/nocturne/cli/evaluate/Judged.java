package dev.nocturne.cli.evaluate;

import dev.nocturne.scenario.ExpectedFinding;

/** One alert of the pack: what is right, what was said, and how right that is. */
public record Judged(ExpectedFinding expected, Outcome outcome, Score score) {

    /** In a word. */
    public String word() {
        return outcome.failed() ? "failed" : score.right() ? "ok" : "wrong";
    }
}
