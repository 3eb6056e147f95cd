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
            "Runs the server: the API and the console, over HTTP, until it is stopped.",
            "With $$NOCTURNE_TOKEN every client has to send that bearer token. Without it the"
                    + " server listens only on loopback addresses."
        })
final class ServeCommand implements Callable<Integer> {
    static final int PORT = 8080;

    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private PaceOption pace = new PaceOption();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on. Default: $$NOCTURNE_HOST, else 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port to listen on, 0 for any free one. Default: $$NOCTURNE_PORT, else "
                            + PORT
                            + ".")
    private @Nullable Integer port;

    @Option(
            names = {"--pack", "--scenario"},
            arity = "1..*",
            paramLabel = "DIR",
            description =
                    "Folders of the packs to load instead of the default ones. Default:"
                            + " $$NOCTURNE_PACKS, else the packs of the distribution.")
    private List<Path> packs = List.of();

    @Option(
            names = "--environment",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Files that describe live environments (docs/environments.md), the default one"
                            + " first. Then packs are loaded only if they are named. Default:"
                            + " $$NOCTURNE_ENVIRONMENTS.")
    private List<Path> environments = List.of();

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
                                new ServerOptions(
                                        host, port, folder, packs(), environments, pace.orNull()),
                                around.env());
        Announcement.print(server, around);
        around.screen().line("Press Ctrl-C to stop.");
        ServerLifetime.awaitStop(server);
        return ExitCode.COMPLETED;
    }

    private List<Path> packs() {
        boolean named =
                !packs.isEmpty()
                        || around.variable("NOCTURNE_PACKS") != null
                        || around.variable("NOCTURNE_SCENARIOS") != null;
        boolean live = !environments.isEmpty() || around.variable("NOCTURNE_ENVIRONMENTS") != null;
        return named || live ? packs : ShippedPacks.list(around);
    }
}
