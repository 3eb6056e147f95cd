package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The available orchestrators, and whether one can take a turn. */
record OrchestratorChoice(Map<String, Orchestrator> orchestrators, String byDefault) {
    /**
     * The name of the requested orchestrator, or of the default. Where the default one is ready but
     * cannot investigate in the environment, another that can takes its place.
     */
    String of(@Nullable String asked, String environment) {
        if (asked != null) {
            return asked;
        }
        Orchestrator standard = orchestrators.get(byDefault);
        if (standard == null
                || standard.readiness() instanceof Readiness.NotReady
                || standard.readinessIn(environment) instanceof Readiness.Ready) {
            return byDefault;
        }
        return orchestrators.values().stream()
                .filter(other -> other.readinessIn(environment) instanceof Readiness.Ready)
                .map(Orchestrator::name)
                .findFirst()
                .orElse(byDefault);
    }

    /** Why the orchestrator cannot take a turn of a session; empty if it can. */
    <T> Optional<Result.Rejected<T>> refusal(String orchestrator) {
        return refusal(orchestrator, Orchestrator::readiness);
    }

    /** Why the orchestrator cannot open a session in the environment; empty if it can. */
    <T> Optional<Result.Rejected<T>> refusalIn(String environment, String orchestrator) {
        return refusal(orchestrator, known -> known.readinessIn(environment));
    }

    private <T> Optional<Result.Rejected<T>> refusal(
            String orchestrator, Function<Orchestrator, Readiness> readiness) {
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
        return readiness.apply(known) instanceof Readiness.NotReady not
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
