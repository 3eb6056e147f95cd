package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.SessionSelection;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.ApprovalView;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.SessionTable;
import dev.nocturne.cli.render.Times;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        description = {
            "Lists sessions, newest first.",
            "A narrow terminal shows fewer columns and short ids, which every command accepts."
        })
final class ListCommand implements Callable<Integer> {
    /** Sessions whose open approvals are shown; each costs a request. */
    private static final int MOST_DETAILED = 5;

    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Mixin private OutputOption output = new OutputOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "Prints only the ids.")
    private boolean quiet;

    @Option(
            names = {"--environment", "--scenario"},
            paramLabel = "NAME",
            description = "Only sessions of this environment.")
    private @Nullable String environment;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only sessions that are pending, in_progress, completed, failed or cancelled.")
    private @Nullable String status;

    @Option(
            names = "--needs-approval",
            description = "Only sessions that wait for a person's approval.")
    private boolean needsApproval;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only sessions with the text in alert, pack, id or root cause.")
    private @Nullable String text;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most this many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ListCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--limit must be at least 1, not " + limit);
        }
        boolean json = output.json();
        if (quiet && json) {
            throw new CommandFailure(ExitCode.USAGE, "give --quiet or JSON output, not both");
        }
        try (NocturneClient client = server.connect(around)) {
            List<JsonNode> sessions = client.list(query());
            Screen screen = around.screen();
            if (quiet) {
                sessions.forEach(session -> screen.line(session.path("id").asString("")));
            } else if (json) {
                sessions.forEach(session -> screen.line(session.toString()));
            } else if (sessions.isEmpty()) {
                around.errors().line("no sessions");
            } else {
                Times times = around.times().get();
                new SessionTable(screen, times, SessionName::shorten).draw(sessions);
                approvals(client, sessions, screen, times);
            }
            return ExitCode.COMPLETED;
        }
    }

    private SessionSelection query() {
        return new SessionSelection(
                environment,
                status,
                text,
                limit,
                needsApproval ? SessionTable::needsApproval : null);
    }

    private void approvals(
            NocturneClient client, List<JsonNode> sessions, Screen screen, Times times) {
        List<String> waiting =
                sessions.stream()
                        .filter(SessionTable::needsApproval)
                        .map(s -> s.path("id").asString(""))
                        .toList();
        for (String id : waiting.subList(0, Math.min(MOST_DETAILED, waiting.size()))) {
            screen.line("");
            screen.line(id);
            AnswerCommand answer =
                    new AnswerCommand(id, ServerOption.optionsToReach(client, around));
            for (JsonNode open : client.detail(id).path("approvals")) {
                new ApprovalView(screen, times).open(open, answer);
            }
        }
        if (waiting.size() > MOST_DETAILED) {
            int more = waiting.size() - MOST_DETAILED;
            screen.line("");
            screen.prose(
                    "… and " + more + " more need approval; 'nocturne show ID' shows each", "");
        }
    }
}
