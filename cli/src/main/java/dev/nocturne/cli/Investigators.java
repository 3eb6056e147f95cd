package dev.nocturne.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Those of a server's orchestrators that investigate by themselves. */
final class Investigators {
    /** Its agent runs elsewhere and waits for somebody to start it. */
    private static final String EXTERNAL = "external";

    private Investigators() {}

    /**
     * The name of the one wanted, or of the default one.
     *
     * @param agents the answer of {@code /api/agents}
     * @throws CommandFailure when there is none of that name, or it lacks something
     */
    static String choose(JsonNode agents, @Nullable String wanted) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : agents.path("orchestrators")) {
            String name = one.path("name").asString("");
            if (name.equals(EXTERNAL)) {
                continue;
            }
            names.add(name);
            boolean chosen =
                    wanted == null ? one.path("default").asBoolean(false) : name.equals(wanted);
            if (chosen) {
                ready(one, name);
                return name;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                (wanted == null
                                ? "no orchestrator is the default one"
                                : "no orchestrator '" + wanted + "' investigates here")
                        + "; there are: "
                        + String.join(", ", names));
    }

    private static void ready(JsonNode orchestrator, String name) {
        if (!orchestrator.path("ready").asBoolean(true)) {
            List<String> missing = new ArrayList<>();
            orchestrator.path("missing").forEach(one -> missing.add(one.asString("")));
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "orchestrator " + name + " is not ready: " + String.join("; ", missing));
        }
    }
}
