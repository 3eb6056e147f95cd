package dev.nocturne.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help serve} besides {@code serve --help}; picocli's own does not go with our -h. */
@Command(name = "help", description = "Tells how to use a command.")
final class HelpCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to tell of.")
    private List<String> path = List.of();

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine().getParent();
        for (String name : path) {
            CommandLine next = line.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(line, "there is no command '" + name + "'");
            }
            line = next;
        }
        line.usage(line.getOut());
        return ExitCode.COMPLETED;
    }
}
