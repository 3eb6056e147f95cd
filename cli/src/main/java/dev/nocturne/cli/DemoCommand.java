package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
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
            "Serves the packs that come along and investigates a fibre cut, slowly enough to watch.",
            "Kill it in the middle and start it again: the investigation goes on where it was."
        })
final class DemoCommand implements Callable<Integer> {
    /** Slow enough to read a line, quick enough that the whole takes less than half a minute. */
    private static final Duration PACE = Duration.ofMillis(700);

    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private PaceOption pace = new PaceOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port to listen at. Default: "
                            + ServeCommand.PORT
                            + ", or any free one if it is taken.")
    private @Nullable Integer port;

    @Option(names = "--exit", description = "Ends after the answer instead of serving on.")
    private boolean exit;

    DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Path> packs = Packs.shipped(around);
        if (packs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no demo packs here; run the launcher, ./nocturne demo");
        }
        RunningServer server = start(packs);
        Resident.stopAtExit(server);
        Announcement.of(server, around);
        int ended = investigate(server);
        if (exit || ended != ExitCode.COMPLETED) {
            server.close();
            return ended;
        }
        Screen screen = around.screen();
        screen.line("");
        screen.line("Serving on at " + server.url() + ". Ctrl-C stops it.");
        Resident.untilStopped(server);
        return ExitCode.COMPLETED;
    }

    /** A demo's sessions stay apart from real ones, but they do stay. */
    private RunningServer start(List<Path> packs) {
        Path folder = data.folder(around);
        Path demo = data.given() ? folder : folder.resolve("demo");
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
            String id = cutOff(client);
            Screen screen = around.screen();
            screen.line("");
            if (id == null) {
                String alert = AlertText.ofPack(client, Packs.DEFAULT, null);
                id = client.create(Packs.DEFAULT, alert, null);
                screen.line("Investigating in " + Packs.DEFAULT + ", session " + id);
            } else {
                screen.line("Going on with session " + id + ", which was cut off");
            }
            return new Follower(around, client, false).show(id, 0, false);
        }
    }

    /** The investigation of a demo that was killed: the server took it up again at its start. */
    private static @Nullable String cutOff(NocturneClient client) {
        List<JsonNode> running = client.list(Packs.DEFAULT, "in_progress", null, 1);
        return running.isEmpty() ? null : running.getFirst().path("id").asString("");
    }
}
