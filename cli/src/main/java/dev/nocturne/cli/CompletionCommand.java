package dev.nocturne.cli;

import dev.nocturne.cli.manual.BashCompletion;
import dev.nocturne.cli.manual.FishCompletion;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints a completion script for a shell.",
            "bash, zsh: source <(nocturne completion bash). fish: nocturne completion fish | source."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings around;

    /** The shells that have a script. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private @Nullable Shell shell;

    CompletionCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        around.screen().text(script(spec.commandLine().getParent(), shell));
        return ExitCode.COMPLETED;
    }

    /** The script of the command for a shell. */
    static String script(CommandLine line, @Nullable Shell shell) {
        // The script for bash turns on zsh's emulation of bash completion by itself.
        return shell == Shell.FISH ? FishCompletion.of(line) : BashCompletion.of(line);
    }
}
