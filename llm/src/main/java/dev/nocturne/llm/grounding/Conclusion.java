package dev.nocturne.llm.grounding;

import java.util.List;

/**
 * A model's conclusion.
 *
 * @param verdict {@code fault}, {@code no_fault} or {@code undetermined}
 * @param causes the most likely first
 * @param claims further statements that support the conclusion
 * @param derived whether it was derived from the answer's text because the model recorded none
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

    /** A likely cause, and the evidence cited for it. */
    public record Cause(String entity, String why, List<String> evidence) {
        public Cause {
            evidence = List.copyOf(evidence);
        }
    }

    /** An affected entity; {@code impact} is for example {@code down}. */
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

    /** A recommended action; {@code runbook} is empty if no runbook recommends it. */
    public record Action(String text, String runbook) {}
}
