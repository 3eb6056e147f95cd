package dev.nocturne.cli.manual;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a completion script for fish, which picocli's {@code AutoComplete} does not know. */
public final class FishCompletion {
    private static final String COMMAND = "nocturne";

    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    /** The script for the command and its subcommands. */
    public static String of(CommandLine line) {
        FishCompletion completion = new FishCompletion();
        completion.script.append("# Completion of nocturne for fish\n");
        completion.line("", "-f", "");
        completion.commands(line.getSubcommands(), "__fish_use_subcommand");
        for (CommandLine sub : line.getSubcommands().values()) {
            String in = "__fish_seen_subcommand_from " + sub.getCommandName();
            completion.options(sub.getCommandSpec(), in);
            completion.group(sub, in);
        }
        return completion.script.toString();
    }

    /** The commands below a command, such as {@code pack list}. */
    private void group(CommandLine line, String in) {
        Map<String, CommandLine> subs = line.getSubcommands();
        if (subs.isEmpty()) {
            return;
        }
        String names = String.join(" ", subs.keySet());
        commands(subs, in + "; and not __fish_seen_subcommand_from " + names);
        for (CommandLine sub : subs.values()) {
            options(
                    sub.getCommandSpec(),
                    in + "; and __fish_seen_subcommand_from " + sub.getCommandName());
        }
    }

    private void commands(Map<String, CommandLine> commands, String condition) {
        for (CommandLine sub : commands.values()) {
            String[] description = sub.getCommandSpec().usageMessage().description();
            line(
                    condition,
                    "-a " + sub.getCommandName(),
                    description.length == 0 ? "" : description[0]);
        }
    }

    private void options(CommandSpec command, String condition) {
        for (OptionSpec option : Entry.visible(command)) {
            StringBuilder what = new StringBuilder();
            for (String name : option.names()) {
                what.append(name.startsWith("--") ? " -l " : " -s ");
                what.append(name.replaceFirst("^--?", ""));
            }
            what.append(value(option));
            List<String> text = Arrays.asList(option.description());
            line(condition, what.toString().strip(), text.isEmpty() ? "" : sentence(text, option));
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            List<String> values = Entry.candidates(parameter);
            Optional<CompletionNames> names = CompletionNames.of(parameter);
            if (names.isPresent()) {
                line(condition, "-k -a '" + ask(names.get()) + "'", "");
            } else if (!values.isEmpty()) {
                line(condition, "-a '" + String.join(" ", values) + "'", "");
            } else if (isFile(parameter.type()) || parameter.paramLabel().equals("FILE")) {
                line(condition, "-F", "");
            }
        }
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        Optional<CompletionNames> names = CompletionNames.of(option);
        if (names.isPresent()) {
            return " -x -a '" + ask(names.get()) + "'";
        }
        List<String> values = Entry.candidates(option);
        if (!values.isEmpty()) {
            return " -x -a '" + String.join(" ", values) + "'";
        }
        return isFile(option.type()) || isFile(option.auxiliaryTypes()[0]) ? " -r -F" : " -x";
    }

    /** The command substitution that prints the names. */
    private static String ask(CompletionNames names) {
        return "(" + COMMAND + " " + names.arguments() + " 2>/dev/null)";
    }

    private static boolean isFile(Class<?> type) {
        return Path.class.isAssignableFrom(type) || File.class.isAssignableFrom(type);
    }

    private static String sentence(List<String> description, OptionSpec option) {
        String candidates = String.join(", ", Entry.candidates(option));
        return description
                .getFirst()
                .replace("${COMPLETION-CANDIDATES}", candidates)
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c ").append(COMMAND);
        if (!condition.isEmpty()) {
            script.append(" -n '").append(condition).append('\'');
        }
        script.append(' ').append(what);
        if (!description.isEmpty()) {
            String quoted = description.replace("\\", "\\\\").replace("'", "\\'");
            script.append(" -d '").append(quoted).append('\'');
        }
        script.append('\n');
    }
}
