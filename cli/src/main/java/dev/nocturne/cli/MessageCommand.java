package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "message",
        description = "Asks a follow-up question in a session, and shows the answer.")
final class MessageCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The session.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "The question; several words need no quotes.")
    private List<String> text = List.of();

    @Option(names = "--json", description = "Prints an event per line, as JSON.")
    private boolean json;

    MessageCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            long before = client.message(id, String.join(" ", text));
            Follower follower = new Follower(around, client, json);
            follower.cancelOnInterrupt(id);
            return follower.show(id, before, false);
        }
    }
}
