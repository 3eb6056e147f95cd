package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.ApprovalView;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists sessions, newest first.")
final class ListCommand implements Callable<Integer> {
    /** Sessions whose open approvals are shown: each is a request more. */
    private static final int MOST_DETAILED = 5;

    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Option(names = "--scenario", paramLabel = "NAME", description = "Only sessions of this pack.")
    private @Nullable String scenario;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only in_progress, completed, failed or cancelled ones.")
    private @Nullable String status;

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

    @Option(names = "--json", description = "Prints a JSON object per line.")
    private boolean json;

    ListCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            List<JsonNode> sessions = client.list(scenario, status, text, limit);
            Screen screen = around.screen();
            if (json) {
                sessions.forEach(session -> screen.line(session.toString()));
            } else if (sessions.isEmpty()) {
                around.errors().line("no sessions");
            } else {
                new Table(screen).draw(rows(sessions), true);
                approvals(client, sessions, screen);
            }
            return ExitCode.COMPLETED;
        }
    }

    private void approvals(NocturneClient client, List<JsonNode> sessions, Screen screen) {
        List<String> waiting =
                sessions.stream()
                        .filter(s -> s.path("awaiting_approval").asBoolean(false))
                        .map(s -> s.path("id").asString(""))
                        .toList();
        for (String id : waiting.subList(0, Math.min(MOST_DETAILED, waiting.size()))) {
            screen.line("");
            screen.line(id);
            AnswerCommand answer = new AnswerCommand(id, ServerOption.toReach(client, around));
            for (JsonNode open : client.detail(id).path("approvals")) {
                new ApprovalView(screen).waiting(open, answer);
            }
        }
        if (waiting.size() > MOST_DETAILED) {
            int more = waiting.size() - MOST_DETAILED;
            screen.line("");
            screen.line("… and " + more + " more that wait; 'nocturne show ID' tells for what");
        }
    }

    private static List<List<String>> rows(List<JsonNode> sessions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ID", "STATUS", "SCENARIO", "TURNS", "STEPS", "UPDATED", "ALERT"));
        for (JsonNode s : sessions) {
            rows.add(
                    List.of(
                            s.path("id").asString(""),
                            s.path("awaiting_approval").asBoolean(false)
                                    ? "awaiting approval"
                                    : s.path("status").asString(""),
                            s.path("scenario").asString(""),
                            // turn_count is 0 in the first turn
                            Integer.toString(s.path("turn_count").asInt(0) + 1),
                            Integer.toString(s.path("step_count").asInt(0)),
                            s.path("updated_at").asString("").replaceFirst("\\.\\d+Z$", "Z"),
                            s.path("alert_text").asString("").strip().replaceAll("\\s+", " ")));
        }
        return rows;
    }
}
