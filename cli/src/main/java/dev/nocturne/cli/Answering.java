package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.ApprovalView;
import dev.nocturne.cli.render.Screen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What 'approve' and 'deny' have in common: all but the answer. */
final class Answering {
    @Mixin private ServerOption server = new ServerOption();

    @Parameters(index = "0", paramLabel = "SESSION", description = "The session.")
    private String session = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "APPROVAL",
            description = "The approval; may be left out where only one waits.")
    private @Nullable String approval;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "A word to whoever asked; it is kept with the session.")
    private @Nullable String note;

    /** Gives the answer; {@code done} is what to say then. */
    int answer(Surroundings around, String decision, String done) {
        try (NocturneClient client = server.connect(around)) {
            String id = approval != null ? approval : only(client, around);
            client.resolve(session, id, decision, note);
            around.screen().line(done + " " + Screen.clean(id));
            return ExitCode.COMPLETED;
        }
    }

    private String only(NocturneClient client, Surroundings around) {
        List<JsonNode> open = new ArrayList<>();
        client.detail(session).path("approvals").forEach(open::add);
        if (open.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "nothing waits for approval in session " + session);
        }
        boolean several = open.size() > 1;
        Screen screen = several ? around.errors() : around.screen();
        AnswerCommand command = new AnswerCommand(session, ServerOption.toReach(client, around));
        open.forEach(each -> new ApprovalView(screen).waiting(each, several ? command : null));
        if (several) {
            throw new CommandFailure(
                    ExitCode.USAGE, open.size() + " approvals wait in this session; name one");
        }
        return open.getFirst().path("id").asString("");
    }
}
