package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.ApprovalView;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Answers an approval: what the commands 'approve' and 'deny' share. */
final class ApprovalResolver {
    @Mixin private ServerOption server = new ServerOption();

    @Mixin private OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "SESSION", description = SessionName.DESCRIPTION)
    private String session = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "APPROVAL",
            description = "The approval; needed only if several are pending.")
    private @Nullable String approval;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "A reason, which the session's log keeps and the agent reads.")
    private @Nullable String note;

    /** An answer that the server has accepted. */
    private record Answer(String session, String approval) {}

    /**
     * Sends the decision.
     *
     * @param confirmation what to print then, before the approval's id
     */
    int answer(Surroundings around, String decision, String confirmation) {
        boolean json = output.json();
        try (NocturneClient client = server.connect(around)) {
            Answer answer =
                    SessionName.resolve(
                            client,
                            session,
                            id -> {
                                String chosen =
                                        approval != null
                                                ? approval
                                                : findOnly(client, around, id, json);
                                client.resolve(id, chosen, decision, note);
                                return new Answer(id, chosen);
                            });
            around.screen()
                    .line(
                            json
                                    ? json(answer, decision)
                                    : confirmation + " " + Screen.clean(answer.approval()));
            return ExitCode.COMPLETED;
        }
    }

    private static String json(Answer answer, String decision) {
        return EventCodec.JSON
                .createObjectNode()
                .put("session_id", answer.session())
                .put("approval_id", answer.approval())
                .put("decision", decision)
                .toString();
    }

    private static String findOnly(
            NocturneClient client, Surroundings around, String session, boolean json) {
        List<JsonNode> open = new ArrayList<>();
        client.detail(session).path("approvals").forEach(open::add);
        if (open.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no approval is pending in session " + session);
        }
        boolean several = open.size() > 1;
        Screen screen = several || json ? around.errors() : around.screen();
        AnswerCommand command =
                new AnswerCommand(session, ServerOption.optionsToReach(client, around));
        ApprovalView view = new ApprovalView(screen, around.times().get());
        open.forEach(each -> view.open(each, several ? command : null));
        if (several) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    open.size() + " approvals are pending in this session; name one");
        }
        return open.getFirst().path("id").asString("");
    }
}
