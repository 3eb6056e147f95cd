package dev.nocturne.core.run;

import java.util.List;

/** Whether an orchestrator can work. */
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /** {@code missing}: a sentence for each thing to configure. */
    record NotReady(List<String> missing) implements Readiness {}
}
