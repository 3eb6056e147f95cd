package dev.nocturne.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option, a parameter or a subcommand with its explanation.
 *
 * @param label as it is typed, e.g. {@code -o, --output=FORMAT}
 * @param description one paragraph each
 */
record Entry(String label, List<String> description) {
    Entry {
        description = List.copyOf(description);
    }

    /** The visible options, by their long names. */
    static List<Entry> options(CommandSpec command) {
        return visible(command).stream()
                .map(option -> new Entry(label(option), description(option)))
                .toList();
    }

    static List<OptionSpec> visible(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .sorted((a, b) -> a.longestName().compareTo(b.longestName()))
                .toList();
    }

    static List<Entry> parameters(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .map(parameter -> new Entry(parameter.paramLabel(), description(parameter)))
                .toList();
    }

    static List<Entry> commands(CommandSpec command) {
        List<Entry> entries = new ArrayList<>();
        for (CommandLine sub : command.subcommands().values()) {
            String[] description = sub.getCommandSpec().usageMessage().description();
            entries.add(
                    new Entry(
                            sub.getCommandName(),
                            description.length == 0 ? List.of() : List.of(description[0])));
        }
        return entries;
    }

    /** The values that the option takes, where there are only some. */
    static List<String> candidates(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null
                ? List.of()
                : StreamSupport.stream(candidates.spliterator(), false).toList();
    }

    private static String label(OptionSpec option) {
        String names =
                Arrays.stream(option.names())
                        .sorted((a, b) -> Integer.compare(a.length(), b.length()))
                        .collect(Collectors.joining(", "));
        if (option.arity().max() == 0) {
            return names;
        }
        return names + "=" + option.paramLabel() + (option.arity().max() > 1 ? "..." : "");
    }

    private static List<String> description(ArgSpec argument) {
        String candidates = String.join(", ", candidates(argument));
        String value = String.valueOf(argument.defaultValue());
        return Arrays.stream(argument.description())
                .map(text -> text.replace("${COMPLETION-CANDIDATES}", candidates))
                .map(text -> text.replace("${DEFAULT-VALUE}", value))
                .toList();
    }
}
