package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tail",
        description = {
            "Shows a session's events as they arrive, until its turn ends.",
            "Reconnects and continues when the server restarts."
        })
final class TailCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    @Option(
            names = "--since",
            paramLabel = "N",
            defaultValue = "0",
            description = "Only events after seq N. Default: all.")
    private long since;

    @Option(
            names = "--follow",
            description = "Keeps streaming after the turn ends, until the session is deleted.")
    private boolean follow;

    @Mixin private FollowOption shown = new FollowOption();

    TailCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (since < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--since must be at least 0, not " + since);
        }
        Follower.Form form = shown.form();
        try (NocturneClient client = server.connect(around)) {
            Follower follower = new Follower(around, client, form);
            return SessionName.resolve(client, name, id -> follower.show(id, since, follow));
        }
    }
}
