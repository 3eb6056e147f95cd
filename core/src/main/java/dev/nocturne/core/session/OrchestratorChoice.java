package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The available orchestrators, and whether one can take a turn. */
record OrchestratorChoice(Map<String, Orchestrator> orchestrators, String byDefault) {
    /** The name of the requested orchestrator, or of the default. */
    String of(@Nullable String asked) {
        return asked == null ? byDefault : asked;
    }

    /** Why the orchestrator cannot take a turn; empty if it can. */
    <T> Optional<Result.Rejected<T>> refusal(String orchestrator) {
        if (orchestrator.equals(SessionState.EXTERNAL)) {
            return Optional.empty();
        }
        Orchestrator known = orchestrators.get(orchestrator);
        if (known == null) {
            String names = String.join(", ", orchestrators.keySet().stream().sorted().toList());
            return Optional.of(
                    Result.rejected(
                            ErrorCode.UNKNOWN_ORCHESTRATOR,
                            "There is no orchestrator \""
                                    + orchestrator
                                    + "\"; there are: "
                                    + names
                                    + ", "
                                    + SessionState.EXTERNAL
                                    + "."));
        }
        return known.readiness() instanceof Readiness.NotReady not
                ? Optional.of(
                        Result.rejected(
                                ErrorCode.ORCHESTRATOR_UNAVAILABLE,
                                "The orchestrator \""
                                        + orchestrator
                                        + "\" is not ready: "
                                        + String.join(" ", not.missing())))
                : Optional.empty();
    }
}
