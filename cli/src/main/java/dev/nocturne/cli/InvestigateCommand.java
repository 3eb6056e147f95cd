package dev.nocturne.cli;

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
            "Investigates an alert, shows how, and prints the diagnosis.",
            "Without --server it does so by itself, and keeps the session in the data folder."
                    + " Ctrl-C cancels."
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
            names = "--scenario",
            paramLabel = "NAME",
            description = "Scenario pack, by name or folder. Default: the server's first one.")
    private @Nullable String scenario;

    @Option(
            names = "--alert",
            paramLabel = "NAME",
            description = "Another alert of the pack; 'scenario list' names them.")
    private @Nullable String alert;

    @Option(
            names = "--orchestrator",
            paramLabel = "NAME",
            description = "Who investigates. Default: the server's choice.")
    private @Nullable String orchestrator;

    @Option(names = "--json", description = "Prints an event per line, as JSON.")
    private boolean json;

    InvestigateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (file != null && alert != null) {
            throw new CommandFailure(ExitCode.USAGE, "give a FILE or --alert, not both");
        }
        String text = file == null ? null : AlertText.read(file, around.in());
        String url = server.named(around);
        if (url == null) {
            return alone(text);
        }
        if (pace.orNull() != null || data.given()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--pace and --data are for runs without --server; 'serve' takes them too");
        }
        try (NocturneClient client = ServerOption.client(url, around)) {
            return investigate(client, text, scenario);
        }
    }

    private int alone(@Nullable String text) {
        Path folder =
                scenario == null || !Packs.isPack(Path.of(scenario)) ? null : Path.of(scenario);
        List<Path> packs = new ArrayList<>(Packs.shipped(around));
        if (folder != null) {
            // First, because the first one is the default; and not twice.
            Path name = folder.toAbsolutePath().normalize().getFileName();
            packs.removeIf(shipped -> shipped.endsWith(name));
            packs.addFirst(folder);
        }
        Path kept = data.folder(around);
        RunningServer own =
                EmbeddedServer.start(around, 0, kept, packs, pace.orElse(Duration.ZERO));
        Resident.stopAtExit(own);
        try (own;
                NocturneClient client = ServerOption.client(own.url(), around)) {
            return investigate(client, text, folder == null ? scenario : null);
        }
    }

    private int investigate(NocturneClient client, @Nullable String text, @Nullable String named) {
        String pack = named != null ? named : client.scenario(null).path("name").asString("");
        String said = text != null ? text : AlertText.ofPack(client, pack, alert);
        String id = client.create(pack, said, orchestrator);
        Follower follower = new Follower(around, client, json);
        follower.cancelOnInterrupt(id);
        if (!json) {
            around.screen().line("Investigating in " + pack + ", session " + id);
        }
        return follower.show(id, 0, false);
    }
}
