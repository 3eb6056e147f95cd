package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "investigate",
        description = {
            "Investigates an alert, shows each step and prints the diagnosis.",
            "Where no server is named it runs locally and keeps the session in the data folder. Ctrl-C"
                    + " cancels the investigation."
        })
final class InvestigateCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Mixin private DataOption data = new DataOption();

    @Mixin private PaceOption pace = new PaceOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "File with the alert, - for standard input. Default: the default alert of the"
                            + " pack.")
    private @Nullable String file;

    @Option(
            names = {"--environment", "--scenario"},
            paramLabel = "NAME",
            description =
                    "What to ask about: an environment of the server by its name, or the folder of"
                            + " a pack. Default: the server's first one.")
    private @Nullable String environment;

    @Option(
            names = "--alert",
            paramLabel = "NAME",
            description = "An alert of the pack by name; 'pack list' shows them.")
    private @Nullable String alert;

    @Option(
            names = "--orchestrator",
            paramLabel = "NAME",
            description =
                    "The orchestrator that investigates: builtin, llm or external. Default: the"
                            + " server's choice.")
    private @Nullable String orchestrator;

    @Mixin private FollowOption shown = new FollowOption();

    InvestigateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (file != null && alert != null) {
            throw new CommandFailure(ExitCode.USAGE, "give a FILE or --alert, not both");
        }
        Follower.Form form = shown.form();
        String text = file == null ? null : AlertText.read(file, around.in());
        NocturneClient named = server.connectIfNamed(around);
        if (named == null && "external".equals(orchestrator)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "an external agent needs a server that it can reach: start 'nocturne serve' and"
                            + " name it with --server URL");
        }
        return named == null ? investigateLocally(text, form) : investigate(named, text, form);
    }

    private int investigate(NocturneClient named, @Nullable String text, Follower.Form form) {
        try (NocturneClient client = named) {
            if (pace.orNull() != null || data.isGiven()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--pace and --data apply only to local runs, and this one goes to "
                                + client.server().base()
                                + "; give them to 'serve'");
            }
            String id = create(client, text, environment, form);
            int code = follow(client, id, form);
            if (code == ExitCode.COMPLETED && form == Follower.Form.STEPS) {
                NextSteps.printForServer(
                        around.screen(), id, ServerOption.optionsToReach(client, around));
            }
            return code;
        }
    }

    private int investigateLocally(@Nullable String text, Follower.Form form) {
        Path folder =
                environment == null || !ShippedPacks.isPack(Path.of(environment))
                        ? null
                        : Path.of(environment);
        List<Path> packs = new ArrayList<>(ShippedPacks.list(around));
        if (folder != null) {
            // The first pack is the default; a pack of the same name is replaced.
            Path name = folder.toAbsolutePath().normalize().getFileName();
            packs.removeIf(shipped -> shipped.endsWith(name));
            packs.addFirst(folder);
        }
        Path kept = data.folder(around);
        Path standard = DataFolder.of(null, around);
        EmbeddedServer own =
                EmbeddedServer.start(around, 0, kept, packs, pace.orElse(Duration.ZERO));
        ServerLifetime.stopAtExit(own);
        try (own;
                NocturneClient client = ServerOption.client(own.url(), around)) {
            warnWithoutModel(client);
            String id = create(client, text, folder == null ? environment : null, form);
            int code = follow(client, id, form);
            if (code == ExitCode.COMPLETED && form == Follower.Form.STEPS) {
                NextSteps.printForFolder(
                        around.screen(),
                        id,
                        own.data().equals(standard) ? null : own.data(),
                        folder);
            }
            return code;
        }
    }

    /** Says why a model that was asked for is not used. */
    private void warnWithoutModel(NocturneClient client) {
        if (orchestrator == null && around.variable("NOCTURNE_MODEL") != null) {
            String missing = Investigators.missingForModel(client.agents());
            if (!missing.isEmpty()) {
                around.errors()
                        .prose(
                                "NOCTURNE_MODEL is set, but the language model cannot be used: "
                                        + missing
                                        + " The built-in investigator runs instead.",
                                "");
            }
        }
    }

    private String create(
            NocturneClient client,
            @Nullable String text,
            @Nullable String named,
            Follower.Form form) {
        String chosen = named != null ? named : client.defaultEnvironment();
        String alertText = text != null ? text : alertOf(client, chosen);
        String id = open(client, chosen, alertText);
        if (form == Follower.Form.STEPS) {
            around.screen().prose("Investigating in " + chosen + ", session " + id, "  ");
        }
        return id;
    }

    private String alertOf(NocturneClient client, String chosen) {
        try {
            return AlertText.of(client, chosen, alert);
        } catch (ApiFailure e) {
            throw usageIfUnknown(e);
        }
    }

    private String open(NocturneClient client, String chosen, String alertText) {
        try {
            return client.create(chosen, alertText, orchestrator);
        } catch (ApiFailure e) {
            throw usageIfUnknown(e);
        }
    }

    /** An environment that the server does not have is a wrong option, as an unknown alert is. */
    private static RuntimeException usageIfUnknown(ApiFailure e) {
        return e.status() == 404
                ? new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e)
                : e;
    }

    private int follow(NocturneClient client, String id, Follower.Form form) {
        Follower follower = new Follower(around, client, form);
        follower.cancelOnInterrupt(id);
        return follower.show(id, 0, false);
    }
}
