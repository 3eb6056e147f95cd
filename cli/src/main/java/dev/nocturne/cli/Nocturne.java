package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.manual.HelpLayout;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.Fault;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command with all its subcommands, and how it reports their failures. */
@Command(
        name = "nocturne",
        versionProvider = CommandVersion.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        description = "Runs incident investigations as durable sessions.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 completed, 1 failed, 2 wrong usage, 3 server unreachable, 4 cancelled.",
            "Documentation: README.md and docs/ of the distribution or checkout."
        })
final class Nocturne {
    /** Commands that look at all the others. */
    private static final Set<String> NEEDS_ALL = Set.of("help", "completion");

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
            description = "Prints log lines and stack traces to standard error.")
    @SuppressWarnings("unused") // picocli calls it
    private void verbose(boolean on) {
        if (on) {
            Logging.verbose();
        }
    }

    /** Runs a command line to its end; returns the exit code. */
    static int run(Surroundings around, String... args) {
        return line(around, args.length == 0 ? "" : args[0]).execute(args);
    }

    /**
     * Creates the command line. If the first word is a command, only that command is added:
     * building the models of all of them takes longer than most commands run.
     */
    static CommandLine line(Surroundings around, String first) {
        Map<String, Supplier<Object>> commands = commands(around);
        CommandLine line = new CommandLine(new Nocturne());
        if (commands.containsKey(first) && !NEEDS_ALL.contains(first)) {
            commands.keySet().retainAll(List.of(first));
        }
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(around.colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.clamp(around.columns() == 0 ? 80 : around.columns(), 60, 110));
        HelpLayout.apply(line);
        line.setExecutionStrategy(Nocturne::execute);
        line.setParameterExceptionHandler((e, args) -> reportMisuse(e, around));
        line.setExecutionExceptionHandler((e, command, result) -> reportFailure(e, around));
        return line;
    }

    /** The commands by name, in the order in which help shows them. */
    private static Map<String, Supplier<Object>> commands(Surroundings around) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(around));
        commands.put("connect", () -> new ConnectCommand(around));
        commands.put("sources", () -> new SourcesCommand(around));
        commands.put("alerts", () -> new AlertsCommand(around));
        commands.put("investigate", () -> new InvestigateCommand(around));
        commands.put("serve", () -> new ServeCommand(around));
        commands.put("evaluate", () -> new EvaluateCommand(around));
        commands.put("list", () -> new ListCommand(around));
        commands.put("show", () -> new ShowCommand(around));
        commands.put("open", () -> new OpenCommand(around));
        commands.put("recheck", () -> new RecheckCommand(around));
        commands.put("record", () -> new RecordCommand(around));
        commands.put("tail", () -> new TailCommand(around));
        commands.put("message", () -> new MessageCommand(around));
        commands.put("approve", () -> new ApproveCommand(around));
        commands.put("deny", () -> new DenyCommand(around));
        commands.put("cancel", () -> new CancelCommand(around));
        commands.put("delete", () -> new DeleteCommand(around));
        commands.put("pack", () -> pack(around));
        commands.put("context", () -> context(around));
        commands.put("backup", () -> new BackupCommand(around));
        commands.put("restore", () -> new RestoreCommand(around));
        commands.put("doctor", () -> new DoctorCommand(around));
        commands.put("warm-up", () -> new WarmUpCommand(around));
        commands.put("completion", () -> new CompletionCommand(around));
        commands.put("help", HelpCommand::new);
        return commands;
    }

    private static CommandLine pack(Surroundings around) {
        return new CommandLine(new PackCommand())
                .addSubcommand(new PackCommand.Validate(around))
                .addSubcommand(new PackCommand.ListPacks(around));
    }

    private static CommandLine context(Surroundings around) {
        return new CommandLine(new ContextCommand())
                .addSubcommand(new ContextCommand.ListContexts(around))
                .addSubcommand(new ContextCommand.SetContext(around))
                .addSubcommand(new ContextCommand.UseContext(around))
                .addSubcommand(new ContextCommand.UnsetContext(around))
                .addSubcommand(new ContextCommand.DeleteContext(around));
    }

    /** Runs the command that was named; a group of commands alone shows its help. */
    private static int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine line = last.commandSpec().commandLine();
        if (!last.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(line, last.unmatched());
        }
        if (!line.getSubcommands().isEmpty() && !parsed.isVersionHelpRequested()) {
            line.usage(line.getOut());
            return ExitCode.COMPLETED;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int reportMisuse(ParameterException e, Surroundings around) {
        Screen errors = around.errors();
        errors.prose("nocturne: " + Misuse.sentence(e), "  ");
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        errors.line("Run '" + command + " --help' for usage.");
        return ExitCode.USAGE;
    }

    private static int reportFailure(Exception e, Surroundings around) {
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
                yield exitCode(f);
            }
            case Fault f -> {
                errors.line("nocturne: " + f.getMessage());
                yield ExitCode.FAILED;
            }
            default -> {
                errors.line("nocturne: internal error: " + e + "; --verbose shows more");
                yield ExitCode.FAILED;
            }
        };
    }

    /**
     * What the server finds invalid, such as an unknown orchestrator, was given on the command
     * line.
     */
    private static int exitCode(ApiFailure f) {
        if (f.kind() == ApiFailure.Kind.UNREACHABLE) {
            return ExitCode.UNREACHABLE;
        }
        return f.status() == 422 ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static String hint(ApiFailure f) {
        if (f.kind() == ApiFailure.Kind.UNREACHABLE) {
            return "; start one with 'nocturne serve' or name another with --server or 'nocturne"
                    + " context'";
        }
        return f.status() == 401 ? "; put the token into NOCTURNE_TOKEN" : "";
    }
}
