package dev.nocturne.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code help serve}, besides {@code serve --help}. picocli's own help command has another -h. */
@Command(name = "help", description = "Shows help for a command.")
final class HelpCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The command, such as serve or pack list.")
    private List<String> path = List.of();

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine().getParent();
        for (String name : path) {
            CommandLine next = line.getSubcommands().get(name);
            if (next == null) {
                throw new UnmatchedArgumentException(line, List.of(name));
            }
            line = next;
        }
        line.usage(line.getOut());
        return ExitCode.COMPLETED;
    }
}
