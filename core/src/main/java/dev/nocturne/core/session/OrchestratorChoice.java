package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which orchestrators there are, and whether one can take a turn. */
record OrchestratorChoice(Map<String, Orchestrator> orchestrators, String byDefault) {
    /** The one asked for, or the default. */
    String of(@Nullable String asked) {
        return asked == null ? byDefault : asked;
    }

    /** Why it cannot take a turn now, if it cannot. */
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
