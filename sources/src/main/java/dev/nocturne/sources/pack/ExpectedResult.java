package dev.nocturne.sources.pack;

import java.util.List;

/** What became of reading a pack's {@code expected.yaml}. */
public sealed interface ExpectedResult {

    /** The file is sound: a finding for each of its alerts, in its order; never empty. */
    record Found(List<ExpectedFinding> findings) implements ExpectedResult {
        public Found {
            findings = List.copyOf(findings);
        }
    }

    /** The pack has no such file. */
    record Absent() implements ExpectedResult {}

    /** The file is wrong; every mistake found is listed, by line. */
    record Refused(List<Problem> problems) implements ExpectedResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
