package dev.nocturne.llm.grounding;

import java.util.List;

/**
 * What a model concludes.
 *
 * @param verdict {@code fault}, {@code no_fault} or {@code undetermined}
 * @param causes the most likely first
 * @param claims further statements that carry the conclusion
 * @param derived whether it was read from the answer's text because the model gave none
 */
public record Conclusion(
        String verdict,
        List<Cause> causes,
        List<Affected> affected,
        List<Claim> claims,
        List<Action> actions,
        boolean derived) {
    public Conclusion {
        causes = List.copyOf(causes);
        affected = List.copyOf(affected);
        claims = List.copyOf(claims);
        actions = List.copyOf(actions);
    }

    /** An entity held for the cause, and the evidence cited for it. */
    public record Cause(String entity, String why, List<String> evidence) {
        public Cause {
            evidence = List.copyOf(evidence);
        }
    }

    /** An entity that suffers; {@code impact} such as {@code down}. */
    public record Affected(String entity, String impact, List<String> evidence) {
        public Affected {
            evidence = List.copyOf(evidence);
        }
    }

    /** A statement, and the evidence cited for it. */
    public record Claim(String text, List<String> evidence) {
        public Claim {
            evidence = List.copyOf(evidence);
        }
    }

    /** Something to do; {@code runbook} is empty when none says so. */
    public record Action(String text, String runbook) {}
}
