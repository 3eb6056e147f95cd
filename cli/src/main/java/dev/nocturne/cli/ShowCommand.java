package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.ApprovalView;
import dev.nocturne.cli.render.LiveView;
import dev.nocturne.cli.render.Report;
import dev.nocturne.cli.render.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Shows a session as it is now.")
final class ShowCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @ArgGroup private Form form = new Form();

    private static final class Form {
        @Option(names = "--json", description = "The session as the API gives it.")
        private boolean json;

        @Option(
                names = "--markdown",
                description = "A report: questions, steps and answers, to file or to mail.")
        private boolean markdown;
    }

    ShowCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            JsonNode detail = client.detail(id);
            Screen screen = around.screen();
            if (form.json) {
                screen.line(detail.toString());
            } else if (form.markdown) {
                screen.text(Report.of(detail));
            } else {
                String options = ServerOption.toReach(client, around);
                show(detail, screen, new AnswerCommand(id, options));
            }
            return ExitCode.COMPLETED;
        }
    }

    private static void show(JsonNode detail, Screen screen, AnswerCommand answer) {
        screen.line(
                "%s  %s  %s  %s"
                        .formatted(
                                detail.path("id").asString(""),
                                detail.path("scenario").asString(""),
                                detail.path("status").asString(""),
                                detail.path("created_at").asString("")));
        screen.line("");
        LiveView view = new LiveView(screen);
        for (JsonNode entry : detail.path("event_log")) {
            view.event(
                    new WireEvent(
                            entry.path("seq").asLong(0),
                            entry.path("event").asString(""),
                            entry.path("data").asString("{}")));
        }
        for (JsonNode open : detail.path("approvals")) {
            new ApprovalView(screen).waiting(open, answer);
        }
    }
}
