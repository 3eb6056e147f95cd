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
            "Shows a session's events as they come, until its turn ends.",
            "Goes on where it was when the server is restarted meanwhile."
        })
final class TailCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @Option(
            names = "--since",
            paramLabel = "N",
            defaultValue = "0",
            description = "Only events after seq N. Default: all.")
    private long since;

    @Option(
            names = "--follow",
            description = "Stays over the end of the turn, until the session is deleted.")
    private boolean follow;

    @Option(names = "--json", description = "Prints an event per line, as JSON.")
    private boolean json;

    TailCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (since < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--since counts from 0, not " + since);
        }
        try (NocturneClient client = server.connect(around)) {
            return new Follower(around, client, json).show(id, since, follow);
        }
    }
}
