package dev.nocturne.core.run;

import java.util.List;

/** Whether an orchestrator can take turns. */
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /** {@code missing}: one sentence for each setting that is missing. */
    record NotReady(List<String> missing) implements Readiness {}
}
