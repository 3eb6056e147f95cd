package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.investigator.time.TimeReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "investigate",
        description = {
            "Investigates an alert, shows each step and prints the diagnosis.",
            "Where no server is named it runs locally and keeps the session in the data folder."
                    + " Ctrl-C cancels the investigation."
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
                    "File with the alert, - for standard input. Default: the alert that fires in a"
                            + " live environment, the default alert of a pack.")
    private @Nullable String file;

    @Option(
            names = {"--environment", "--scenario"},
            paramLabel = "ENVIRONMENT",
            description =
                    "What to ask about: the file of a live environment, the folder of a pack, or an"
                            + " environment of the server by its name. Default: environment.yaml in"
                            + " this folder if no server is named, else the server's first one.")
    private @Nullable String environment;

    @Option(
            names = "--alert",
            paramLabel = "NAME",
            description =
                    "An alert by name: of a live environment one that fires, as NAME or"
                            + " 'NAME{label=value,...}' ('alerts' lists them), of a pack one of its"
                            + " own ('pack list' lists them).")
    private @Nullable String alert;

    @Mixin private AtOption at = new AtOption();

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
        Instant time = at.time(around);
        String text = file == null ? null : text(AlertText.read(file, around.in()), time);
        Path live = explicitFile();
        NocturneClient named = live == null ? server.connectIfNamed(around) : null;
        if (live == null && named == null && environment == null) {
            live = EnvironmentFiles.here(around);
        }
        if (named == null && "external".equals(orchestrator)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "an external agent needs a server that it can reach: start 'nocturne serve' and"
                            + " name it with --server URL");
        }
        return named == null
                ? investigateLocally(live, text, time, form)
                : investigate(named, text, time, form);
    }

    /** The file that --environment names; null if it names none. */
    private @Nullable Path explicitFile() {
        if (environment == null || !EnvironmentFiles.isFile(environment)) {
            return null;
        }
        if (server.isGiven()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the systems of a file are asked from here: leave out the server, or give the"
                            + " name under which it serves the environment");
        }
        return Path.of(environment);
    }

    /** A text of one's own, with the time that it is about where it says none. */
    private static String text(String written, @Nullable Instant time) {
        return time == null || TimeReader.isTimed(written)
                ? written
                : written.stripTrailing() + "\n\nTime: " + time;
    }

    private int investigate(
            NocturneClient named,
            @Nullable String text,
            @Nullable Instant time,
            Follower.Form form) {
        try (NocturneClient client = named) {
            if (pace.orNull() != null || data.isGiven()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--pace and --data apply only to local runs, and this one goes to "
                                + client.server().base()
                                + "; give them to 'serve'");
            }
            String id = create(client, text, environment, time, form);
            int code = follow(client, id, form);
            if (code == ExitCode.COMPLETED && form == Follower.Form.STEPS) {
                NextSteps.printForServer(
                        around.screen(), id, ServerOption.optionsToReach(client, around));
            }
            return code;
        }
    }

    private int investigateLocally(
            @Nullable Path live,
            @Nullable String text,
            @Nullable Instant time,
            Follower.Form form) {
        Path folder =
                live != null || environment == null || !ShippedPacks.isPack(Path.of(environment))
                        ? null
                        : Path.of(environment);
        List<Path> packs = new ArrayList<>(live == null ? ShippedPacks.list(around) : List.of());
        if (folder != null) {
            // The first pack is the default; a pack of the same name is replaced.
            Path name = folder.toAbsolutePath().normalize().getFileName();
            packs.removeIf(shipped -> shipped.endsWith(name));
            packs.addFirst(folder);
        }
        Path kept = data.folder(around);
        Path standard = DataFolder.of(null, around);
        EmbeddedServer own =
                EmbeddedServer.start(
                        around,
                        0,
                        kept,
                        packs,
                        live == null ? List.of() : List.of(live),
                        pace.orElse(Duration.ZERO));
        ServerLifetime.stopAtExit(own);
        try (own;
                NocturneClient client = ServerOption.client(own.url(), around)) {
            warnWithoutModel(client);
            String id =
                    create(
                            client,
                            text,
                            live == null && folder == null ? environment : null,
                            time,
                            form);
            int code = follow(client, id, form);
            if (code == ExitCode.COMPLETED && form == Follower.Form.STEPS) {
                NextSteps.printForFolder(
                        around.screen(),
                        id,
                        own.data().equals(standard) ? null : own.data(),
                        folder,
                        live);
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
            @Nullable Instant time,
            Follower.Form form) {
        String chosen = named != null ? named : client.defaultEnvironment();
        String alertText = text != null ? text : alertOf(client, chosen, time, form);
        String id = open(client, chosen, alertText);
        if (form == Follower.Form.STEPS) {
            around.screen().prose("Investigating in " + chosen + ", session " + id, "  ");
        }
        return id;
    }

    private String alertOf(
            NocturneClient client, String chosen, @Nullable Instant time, Follower.Form form) {
        try {
            JsonNode described = client.environment(chosen);
            if (described.path("live").asBoolean(false)) {
                AlertSelector selector = alert == null ? null : AlertSelector.parse(alert);
                boolean asking = around.screen().terminal() && form == Follower.Form.STEPS;
                JsonNode firing =
                        new FiringChoice(around, asking, time != null)
                                .choose(client.alerts(chosen, time), selector);
                return WebhookAlert.write(firing, time);
            }
            if (time != null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--at needs a live environment, and " + chosen + " is a pack");
            }
            return AlertText.of(described, chosen, alert);
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
