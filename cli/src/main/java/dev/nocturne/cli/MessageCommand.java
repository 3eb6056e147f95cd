package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "message",
        description = "Asks a follow-up question in a session and shows the answer.")
final class MessageCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(index = "0", paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "The question; several words need no quotes.")
    private List<String> text = List.of();

    @Mixin private FollowOption shown = new FollowOption();

    /**
     * The turn that the question starts.
     *
     * @param before length of the session's log before it
     */
    private record Turn(String session, long before) {}

    MessageCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Follower.Form form = shown.form();
        try (NocturneClient client = server.connect(around)) {
            Follower follower = new Follower(around, client, form);
            Turn turn = SessionName.resolve(client, name, id -> ask(client, id));
            follower.cancelOnInterrupt(turn.session());
            return follower.show(turn.session(), turn.before(), false);
        }
    }

    private Turn ask(NocturneClient client, String id) {
        return new Turn(id, client.message(id, String.join(" ", text)));
    }
}
