package dev.nocturne.cli.manual;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes the completion script for bash, which zsh reads too: picocli's script for commands and
 * options, and beside it the names that only the command itself knows.
 */
public final class BashCompletion {
    private BashCompletion() {}

    /** The script for the command and its subcommands. */
    public static String of(CommandLine line) {
        return AutoComplete.bash(line.getCommandName(), line) + names(line);
    }

    private static String names(CommandLine line) {
        StringBuilder cases = new StringBuilder();
        for (CommandLine sub : line.getSubcommands().values()) {
            add(cases, sub.getCommandSpec(), sub.getCommandName());
            for (CommandLine below : sub.getSubcommands().values()) {
                add(
                        cases,
                        below.getCommandSpec(),
                        sub.getCommandName() + " " + below.getCommandName());
            }
        }
        return """

        # Completes the ids of sessions and the names of contexts, for which it asks the command.
        function _complete_nocturne_names() {
          _complete_nocturne 2>/dev/null
          local word=${COMP_WORDS[COMP_CWORD]}
          [[ ${#COMPREPLY[@]} -eq 0 && $COMP_CWORD -gt 1 && $word != -* ]] || return 0
          local names="" server=""
          local i
          for ((i = 1; i < COMP_CWORD - 1; i++)); do
            [[ ${COMP_WORDS[i]} == --context ]] && server="--context ${COMP_WORDS[i+1]}"
          done
          case "${COMP_WORDS[COMP_CWORD-1]}" in
            --context) names="%s" server="" ;;
            %s) return 0 ;;
            *)
              case "${COMP_WORDS[1]} ${COMP_WORDS[2]} " in
        %s      esac ;;
          esac
          [[ -n $names ]] || return 0
          type compopt &>/dev/null && compopt +o default 2>/dev/null
          # eval, because zsh does not split a variable into words.
          COMPREPLY=( $(compgen -W "$(eval "${COMP_WORDS[0]} $names $server" 2>/dev/null)" -- "$word") )
        }

        complete -F _complete_nocturne_names -o default nocturne nocturne.sh nocturne.bash
        """
                .formatted(
                        CompletionNames.CONTEXTS.arguments(),
                        String.join("|", optionsWithValues(line)),
                        cases);
    }

    private static void add(StringBuilder cases, CommandSpec command, String path) {
        Optional<CompletionNames> names =
                command.positionalParameters().stream()
                        .map(CompletionNames::of)
                        .flatMap(Optional::stream)
                        .findFirst();
        names.ifPresent(found ->
                cases.append("        \"")
                        .append(path)
                        .append(" \"*) names=\"")
                        .append(found.arguments())
                        .append("\" ;;\n"));
    }

    /** All options of all commands that take a value, except those whose values are names. */
    private static List<String> optionsWithValues(CommandLine line) {
        return commands(line)
                .flatMap(command -> Entry.visible(command.getCommandSpec()).stream())
                .filter(option -> option.arity().max() > 0 && CompletionNames.of(option).isEmpty())
                .flatMap(option -> Stream.of(option.names()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        Collection<CommandLine> subs = line.getSubcommands().values();
        return Stream.concat(Stream.of(line), subs.stream().flatMap(BashCompletion::commands));
    }
}
