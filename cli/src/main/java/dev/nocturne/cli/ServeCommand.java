package dev.nocturne.cli;

import dev.nocturne.server.config.ServerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = {
            "Serves sessions over HTTP until it is stopped.",
            "$$NOCTURNE_TOKEN asks every client for that bearer token; without one only loopback"
                    + " addresses are served."
        })
final class ServeCommand implements Callable<Integer> {
    static final int PORT = 8080;

    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private PaceOption pace = new PaceOption();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen at. Default: $$NOCTURNE_HOST, else 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port to listen at, 0 for any free one. Default: $$NOCTURNE_PORT, else "
                            + PORT
                            + ".")
    private @Nullable Integer port;

    @Option(
            names = "--scenario",
            arity = "1..*",
            paramLabel = "DIR",
            description =
                    "Folders of the scenario packs to load, and no others. Default:"
                            + " $$NOCTURNE_SCENARIOS, else the packs that come along.")
    private List<Path> packs = List.of();

    ServeCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folder(around);
        Logging.toFile(folder);
        RunningServer server =
                around.servers()
                        .start(
                                new ServerOptions(host, port, folder, packs(), pace.orNull()),
                                around.env());
        Announcement.of(server, around);
        around.screen().line("Ctrl-C stops it.");
        Resident.untilStopped(server);
        return ExitCode.COMPLETED;
    }

    private List<Path> packs() {
        boolean named = !packs.isEmpty() || around.variable("NOCTURNE_SCENARIOS") != null;
        return named ? packs : Packs.shipped(around);
    }
}
