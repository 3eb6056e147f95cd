package dev.nocturne.cli.evaluate;

import dev.nocturne.sources.pack.ExpectedFinding;
import java.util.List;
import java.util.Set;

/** Expectations and outcomes that tests vary. */
final class Samples {
    private Samples() {}

    /** A database fails, two of four services suffer. */
    static ExpectedFinding fault() {
        return new ExpectedFinding(
                "default_alert",
                "Checkout is slow.",
                true,
                List.of("stock-db"),
                List.of("stock-db", "stock"),
                List.of("batch"),
                Set.of("SVC-1", "SVC-2"),
                Set.of("SVC-1", "SVC-2", "SVC-3", "SVC-4"));
    }

    static ExpectedFinding quiet() {
        return new ExpectedFinding(
                "peak_alert",
                "Many visitors.",
                false,
                List.of(),
                List.of("shop"),
                List.of("batch"),
                Set.of(),
                Set.of());
    }

    static SessionResult result(
            String verdict, List<String> causes, List<String> affected, String answer) {
        return new SessionResult("s1", verdict, causes, affected, answer, 4, 1.5, null, null);
    }

    static SessionResult failed(String why) {
        return new SessionResult("s2", "", List.of(), List.of(), "", 1, 0.5, null, why);
    }

    static ScoredAlert judged(ExpectedFinding expected, SessionResult outcome) {
        return new ScoredAlert(expected, outcome, Score.of(expected, outcome));
    }
}
