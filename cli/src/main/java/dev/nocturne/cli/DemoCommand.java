package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.SessionSelection;
import dev.nocturne.cli.render.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "demo",
        description = {
            "Starts a server with the sample data and investigates a fibre cut at a pace you can"
                    + " follow.",
            "Kill it in the middle and start it again: the investigation continues where it stopped."
        })
final class DemoCommand implements Callable<Integer> {
    /** Slow enough to read each line; the whole investigation takes less than half a minute. */
    private static final Duration PACE = Duration.ofMillis(700);

    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private PaceOption pace = new PaceOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port to listen on. Default: "
                            + ServeCommand.PORT
                            + ", or any free one if it is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--exit",
            description = "Ends after the answer instead of keeping the server running.")
    private boolean exit;

    DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Path> packs = ShippedPacks.list(around);
        if (packs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the sample data is missing; run the launcher, ./nocturne demo");
        }
        RunningServer server = start(packs);
        ServerLifetime.stopAtExit(server);
        Announcement.print(server, around);
        int code = investigate(server);
        if (exit || code != ExitCode.COMPLETED) {
            server.close();
            return code;
        }
        Screen screen = around.screen();
        screen.line("");
        screen.prose(
                "The console is still running at " + server.url() + " (open it in a browser).", "");
        screen.line("Press Ctrl-C to stop.");
        ServerLifetime.awaitStop(server);
        return ExitCode.COMPLETED;
    }

    /** Starts the server on a folder of its own, so that demo and real sessions do not mix. */
    private RunningServer start(List<Path> packs) {
        Path folder = data.folder(around);
        Path demo = data.isGiven() ? folder : folder.resolve("demo");
        int wanted = port != null ? port : exit ? 0 : ServeCommand.PORT;
        Duration pause = pace.orElse(PACE);
        try {
            return EmbeddedServer.start(around, wanted, demo, packs, pause);
        } catch (PortTaken taken) {
            if (port != null) {
                throw taken;
            }
            return EmbeddedServer.start(around, 0, demo, packs, pause);
        }
    }

    private int investigate(RunningServer server) {
        try (NocturneClient client = ServerOption.client(server.url(), around)) {
            String id = findInterrupted(client);
            Screen screen = around.screen();
            screen.line("");
            if (id == null) {
                String alert = AlertText.of(client, ShippedPacks.DEFAULT, null);
                id = client.create(ShippedPacks.DEFAULT, alert, null);
                screen.prose("Investigating in " + ShippedPacks.DEFAULT + ", session " + id, "  ");
            } else {
                screen.prose("Continuing session " + id + ", which was interrupted", "  ");
            }
            return new Follower(around, client, Follower.Form.STEPS).show(id, 0, false);
        }
    }

    /** The investigation of a demo that was killed, which the server resumed when it started. */
    private static @Nullable String findInterrupted(NocturneClient client) {
        List<JsonNode> running =
                client.list(
                        new SessionSelection(ShippedPacks.DEFAULT, "in_progress", null, 1, null));
        return running.isEmpty() ? null : running.getFirst().path("id").asString("");
    }
}
