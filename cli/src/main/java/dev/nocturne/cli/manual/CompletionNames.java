package dev.nocturne.cli.manual;

import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/** Names that a completion script gets by running the command, because they change over time. */
enum CompletionNames {
    /** Ids of the newest sessions. A terminal does not show more than this many at once. */
    SESSIONS("list --quiet --limit 50"),

    CONTEXTS("context list --quiet");

    private final String arguments;

    CompletionNames(String arguments) {
        this.arguments = arguments;
    }

    /** The arguments with which the command prints them. */
    String arguments() {
        return arguments;
    }

    /** What the argument names, by its label and its command. */
    static Optional<CompletionNames> of(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "ID", "SESSION" -> Optional.of(SESSIONS);
            case "CONTEXT" -> Optional.of(CONTEXTS);
            default -> Optional.empty();
        };
    }
}
