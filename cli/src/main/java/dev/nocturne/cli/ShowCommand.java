package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.ApprovalView;
import dev.nocturne.cli.render.LiveView;
import dev.nocturne.cli.render.Markdown;
import dev.nocturne.cli.render.Report;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Parameters(paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    @ArgGroup private Form form = new Form();

    private enum Format {
        TEXT,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final class Form {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                description = "Output format: ${COMPLETION-CANDIDATES}. Default: text.")
        private @Nullable Format format;

        @Option(names = "--json", description = "Same as -o json: the session as the API has it.")
        private boolean json;

        @Option(
                names = "--markdown",
                description = "Same as -o markdown: a report to file or to mail.")
        private boolean markdown;

        @Option(
                names = {"-q", "--quiet"},
                description = "Prints only the last answer.")
        private boolean quiet;

        Format format() {
            return json ? Format.JSON : markdown ? Format.MARKDOWN : text();
        }

        private Format text() {
            return format == null ? Format.TEXT : format;
        }
    }

    ShowCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            JsonNode detail = SessionName.resolve(client, name, client::detail);
            Screen screen = around.screen();
            if (form.quiet) {
                answer(detail, screen, around.times().get());
                return ExitCode.COMPLETED;
            }
            switch (form.format()) {
                case JSON -> screen.line(detail.toString());
                case MARKDOWN -> screen.text(Report.of(detail, around.times().get()));
                case TEXT -> {
                    String options = ServerOption.optionsToReach(client, around);
                    String id = detail.path("id").asString("");
                    show(detail, screen, around.times().get(), new AnswerCommand(id, options));
                }
            }
            return ExitCode.COMPLETED;
        }
    }

    private static void answer(JsonNode detail, Screen screen, Times times) {
        String answer = detail.path("diagnosis").asString("");
        if (answer.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no answer yet (session status: " + detail.path("status").asString("") + ")");
        }
        Markdown markdown = new Markdown(screen, times);
        markdown.add(answer);
        markdown.end();
    }

    private static void show(JsonNode detail, Screen screen, Times times, AnswerCommand answer) {
        String created = detail.path("created_at").asString("");
        List<String> head = new ArrayList<>();
        head.add(detail.path("id").asString(""));
        head.add(detail.path("environment").asString(""));
        head.add(detail.path("status").asString("").replace('_', ' '));
        head.add("opened " + times.clock(created) + ", " + times.relative(created));
        screen.prose(String.join(" · ", head), "");
        screen.line("");
        LiveView view = new LiveView(screen, times);
        for (JsonNode entry : detail.path("event_log")) {
            view.onEvent(
                    new WireEvent(
                            entry.path("seq").asLong(0),
                            entry.path("event").asString(""),
                            entry.path("data").asString("{}")));
        }
        for (JsonNode open : detail.path("approvals")) {
            new ApprovalView(screen, times).open(open, answer);
        }
    }
}
