package dev.nocturne.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The orchestrators of a server that need no external agent. */
final class Investigators {
    /** Waits for an external agent, which a person has to start. */
    private static final String EXTERNAL = "external";

    /** Lets a language model lead. */
    private static final String MODEL = "llm";

    private Investigators() {}

    /**
     * The name of the orchestrator that is wanted, or of the default one.
     *
     * @param agents the answer of {@code /api/agents}
     * @throws CommandFailure when there is none of that name, or it is not configured
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
                requireReady(one, name);
                return name;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                (wanted == null
                                ? "the server has no default orchestrator"
                                : "there is no orchestrator '" + wanted + "'")
                        + "; there are: "
                        + String.join(", ", names));
    }

    /** What the language model lacks, in sentences; empty when it can be used. */
    static String missingForModel(JsonNode agents) {
        for (JsonNode one : agents.path("orchestrators")) {
            if (one.path("name").asString("").equals(MODEL)) {
                return missing(one);
            }
        }
        return "";
    }

    private static void requireReady(JsonNode orchestrator, String name) {
        if (!orchestrator.path("ready").asBoolean(true)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "orchestrator " + name + " is not ready: " + missing(orchestrator));
        }
    }

    private static String missing(JsonNode orchestrator) {
        List<String> missing = new ArrayList<>();
        orchestrator.path("missing").forEach(one -> missing.add(one.asString("")));
        return String.join(" ", missing);
    }
}
