package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.Fault;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command with all its subcommands, and what it does with their failures. */
@Command(
        name = "nocturne",
        versionProvider = Version.class,
        description = "Runs incident investigations as durable sessions.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 completed, 1 failed, 2 wrong usage, 3 server unreachable, 4 cancelled."
        })
final class Nocturne {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Prints this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows what is logged, and stack traces.")
    @SuppressWarnings("unused") // picocli calls it
    private void verbose(boolean on) {
        if (on) {
            Logging.verbose();
        }
    }

    /** Runs a command line to its end; returns the exit code. */
    static int run(Surroundings around, String... args) {
        return line(around).execute(args);
    }

    private static CommandLine line(Surroundings around) {
        CommandLine scenario =
                new CommandLine(new ScenarioCommand())
                        .addSubcommand(new ScenarioCommand.Validate(around))
                        .addSubcommand(new ScenarioCommand.ListPacks(around));
        CommandLine line =
                new CommandLine(new Nocturne())
                        .addSubcommand(new DemoCommand(around))
                        .addSubcommand(new ServeCommand(around))
                        .addSubcommand(new InvestigateCommand(around))
                        .addSubcommand(new EvaluateCommand(around))
                        .addSubcommand(new ListCommand(around))
                        .addSubcommand(new ShowCommand(around))
                        .addSubcommand(new RecordCommand(around))
                        .addSubcommand(new TailCommand(around))
                        .addSubcommand(new MessageCommand(around))
                        .addSubcommand(new ApproveCommand(around))
                        .addSubcommand(new DenyCommand(around))
                        .addSubcommand(new CancelCommand(around))
                        .addSubcommand(new DeleteCommand(around))
                        .addSubcommand(scenario)
                        .addSubcommand(new BackupCommand(around))
                        .addSubcommand(new HelpCommand());
        line.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(around.colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.clamp(around.columns() == 0 ? 80 : around.columns(), 60, 110));
        line.setParameterExceptionHandler((e, args) -> misused(e, around));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, around));
        return line;
    }

    private static int misused(ParameterException e, Surroundings around) {
        Screen errors = around.errors();
        errors.line("nocturne: " + e.getMessage());
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        errors.line("'" + command + " --help' tells how to use it.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, Surroundings around) {
        Screen errors = around.errors();
        // Not a constant: most commands end without ever logging, and start faster for it.
        LoggerFactory.getLogger(Nocturne.class).info("the command failed", e);
        return switch (e) {
            case CommandFailure f -> {
                errors.line("nocturne: " + f.getMessage());
                yield f.exitCode();
            }
            case ApiFailure f -> {
                errors.line("nocturne: " + f.getMessage() + hint(f));
                yield f.kind() == ApiFailure.Kind.UNREACHABLE
                        ? ExitCode.UNREACHABLE
                        : ExitCode.FAILED;
            }
            case Fault f -> {
                errors.line("nocturne: " + f.getMessage());
                yield ExitCode.FAILED;
            }
            default -> {
                errors.line("nocturne: this should not happen: " + e + "; --verbose shows more");
                yield ExitCode.FAILED;
            }
        };
    }

    private static String hint(ApiFailure f) {
        if (f.kind() == ApiFailure.Kind.UNREACHABLE) {
            return "; 'nocturne serve' starts one, --server names another";
        }
        return f.status() == 401 ? "; put the token into NOCTURNE_TOKEN" : "";
    }
}
