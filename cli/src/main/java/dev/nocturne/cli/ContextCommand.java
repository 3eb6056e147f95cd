package dev.nocturne.cli;

import dev.nocturne.cli.client.Context;
import dev.nocturne.cli.client.Contexts;
import dev.nocturne.cli.client.ServerAddress;
import dev.nocturne.cli.render.Table;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "context",
        description = {
            "Keeps servers and their tokens under names, and chooses the one that commands use.",
            "They are in $$XDG_CONFIG_HOME/nocturne/contexts.json, else"
                    + " ~/.config/nocturne/contexts.json, readable by you only."
        })
final class ContextCommand {
    private static final String NAME = "The name of the context.";

    /** Shows the contexts, without their tokens. */
    @Command(name = "list", description = "Lists the contexts; an asterisk marks the current one.")
    static final class ListContexts implements Callable<Integer> {
        private final Surroundings around;

        @Option(
                names = {"-q", "--quiet"},
                description = "Prints only the names.")
        private boolean quiet;

        @Mixin private OutputOption output = new OutputOption();

        ListContexts(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            boolean json = output.json();
            if (quiet && json) {
                throw new CommandFailure(ExitCode.USAGE, "give --quiet or JSON output, not both");
            }
            Contexts contexts = new ContextFile(around).read();
            if (quiet) {
                contexts.all().keySet().forEach(around.screen()::line);
            } else if (json) {
                contexts.all()
                        .forEach((name, context) ->
                                around.screen().line(json(name, context, contexts.current())));
            } else if (contexts.all().isEmpty()) {
                around.errors()
                        .line("no contexts; 'nocturne context set CONTEXT --server URL' adds one");
            } else {
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("", "NAME", "SERVER", "TOKEN"));
                contexts.all()
                        .forEach((name, context) ->
                                rows.add(row(name, context, name.equals(contexts.current()))));
                new Table(around.screen()).draw(rows, true);
            }
            return ExitCode.COMPLETED;
        }

        private static List<String> row(String name, Context context, boolean current) {
            Path file = context.tokenFile();
            String token = file == null ? context.tokenSource() : file.toString();
            return List.of(current ? "*" : "", name, context.server(), token);
        }

        private static String json(String name, Context context, @Nullable String current) {
            ObjectNode json = EventCodec.JSON.createObjectNode();
            json.put("name", name).put("server", context.server());
            json.put("token", context.tokenSource());
            Path file = context.tokenFile();
            if (file != null) {
                json.put("token_file", file.toString());
            }
            return json.put("current", name.equals(current)).toString();
        }
    }

    /** Adds or replaces a context. */
    @Command(
            name = "set",
            description = {
                "Adds a context or replaces it. The first one becomes the current one.",
                "Other users can read a command line, so a token comes from a file or from standard"
                        + " input."
            })
    static final class SetContext implements Callable<Integer> {
        /** Far above the 512 characters of a token. */
        private static final int MOST_BYTES = 4 << 10;

        private final Surroundings around;

        @Parameters(paramLabel = "CONTEXT", description = NAME)
        private String name = "";

        @Option(
                names = "--server",
                required = true,
                paramLabel = "URL",
                description = "URL of the server.")
        private String server = "";

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "File with the bearer token, which is read at each use.")
        private @Nullable Path tokenFile;

        @Option(
                names = "--with-token",
                description = "Reads the bearer token from standard input and stores it.")
        private boolean withToken;

        @Mixin private OutputOption output = new OutputOption();

        SetContext(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            if (tokenFile != null && withToken) {
                throw new CommandFailure(
                        ExitCode.USAGE, "give --token-file or --with-token, not both");
            }
            boolean json = output.json();
            ContextFile file = new ContextFile(around);
            Contexts contexts;
            try {
                contexts = file.read().with(name, context());
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
            }
            file.write(contexts);
            String use =
                    name.equals(contexts.current())
                            ? ", which commands now use"
                            : "; 'nocturne context use " + name + "' makes commands use it";
            around.screen().line(json ? current(contexts) : "saved context " + name + use);
            return ExitCode.COMPLETED;
        }

        private Context context() {
            Context context =
                    new Context(
                            ServerAddress.parse(server, null).base(),
                            withToken ? Contexts.checkToken(stdin(), "standard input") : null,
                            tokenFile == null ? null : tokenFile.toAbsolutePath().normalize());
            // A file that holds no token is refused now, not at the first use.
            ContextFile.token(context);
            return context;
        }

        private String stdin() {
            try {
                byte[] bytes = around.in().readNBytes(MOST_BYTES);
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.FAILED, "cannot read standard input: " + e.getMessage(), e);
            }
        }
    }

    /** Chooses the current context. */
    @Command(name = "use", description = "Makes commands use this context by default.")
    static final class UseContext implements Callable<Integer> {
        private final Surroundings around;

        @Parameters(paramLabel = "CONTEXT", description = NAME)
        private String name = "";

        @Mixin private OutputOption output = new OutputOption();

        UseContext(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            boolean json = output.json();
            ContextFile file = new ContextFile(around);
            Contexts contexts = file.read();
            Context context = file.find(contexts, name);
            Contexts changed = contexts.withCurrent(name);
            file.write(changed);
            around.screen()
                    .line(
                            json
                                    ? current(changed)
                                    : "commands now use " + name + " at " + context.server());
            return ExitCode.COMPLETED;
        }
    }

    /** Leaves no context the current one. */
    @Command(
            name = "unset",
            description =
                    "Makes commands use the server on this machine by default, not a context.")
    static final class UnsetContext implements Callable<Integer> {
        private final Surroundings around;

        @Mixin private OutputOption output = new OutputOption();

        UnsetContext(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            boolean json = output.json();
            ContextFile file = new ContextFile(around);
            Contexts changed = file.read().withCurrent(null);
            file.write(changed);
            around.screen()
                    .line(json ? current(changed) : "commands now use the server on this machine");
            return ExitCode.COMPLETED;
        }
    }

    /** Removes a context. */
    @Command(name = "delete", description = "Removes a context; its server is not touched.")
    static final class DeleteContext implements Callable<Integer> {
        private final Surroundings around;

        @Parameters(paramLabel = "CONTEXT", description = NAME)
        private String name = "";

        @Mixin private OutputOption output = new OutputOption();

        DeleteContext(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            boolean json = output.json();
            ContextFile file = new ContextFile(around);
            Contexts contexts = file.read();
            file.find(contexts, name);
            Contexts changed = contexts.without(name);
            file.write(changed);
            around.screen().line(json ? current(changed) : "removed context " + name);
            return ExitCode.COMPLETED;
        }
    }

    /** What all commands that change the file print as JSON. */
    private static String current(Contexts contexts) {
        return EventCodec.JSON.createObjectNode().put("current", contexts.current()).toString();
    }
}
