package dev.nocturne.cli.render;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A session as one Markdown document, for a ticket or a mail: the conclusion first, then follow-up
 * questions, the alert, the steps and the session's facts.
 */
public final class Report {
    private final JsonNode detail;
    private final Times times;
    private final StringBuilder answers = new StringBuilder();
    private final StringBuilder steps = new StringBuilder();
    private final List<String> questions = new ArrayList<>();

    private Report(JsonNode detail, Times times) {
        this.detail = detail;
        this.times = times;
    }

    /** The document of a session, given as SessionDetail of the contract. */
    public static String of(JsonNode detail, Times times) {
        Report report = new Report(detail, times);
        for (JsonNode entry : detail.path("event_log")) {
            report.add(
                    EventCodec.decode(
                            entry.path("event").asString(""), entry.path("data").asString("{}")));
        }
        return Screen.clean(report.text());
    }

    private String text() {
        StringBuilder text = new StringBuilder("# " + title() + "\n").append(answers);
        if (!questions.isEmpty()) {
            text.append("\n## Alert\n\n").append(quote(questions.getFirst()));
        }
        if (!steps.isEmpty()) {
            text.append("\n## Steps\n\n");
            text.append("| # | Agent | Time | Question | Result |\n|---|---|---|---|---|\n");
            text.append(steps);
        }
        text.append("\n## Session\n\n");
        fact(text, "Id", field("id"));
        fact(text, "Environment", field("environment"));
        fact(text, "Status", field("status").replace('_', ' '));
        fact(text, "Opened", times.date(field("created_at")));
        fact(text, "Updated", times.date(field("updated_at")));
        return text.toString();
    }

    private String title() {
        String cause = field("root_cause");
        return switch (field("verdict")) {
            case "" -> "Investigation " + field("id");
            case "fault" -> cause.isEmpty() ? "Fault" : "Fault: " + cause;
            case "no_fault" -> "No fault";
            case String other -> capitalize(other.replace('_', ' '));
        };
    }

    private String field(String name) {
        return detail.path(name).asString("");
    }

    private void add(Payload payload) {
        switch (payload) {
            case Payload.UserMessage m -> {
                if (!questions.isEmpty()) {
                    answers.append("\n## Follow-up\n\n").append(quote(m.text()));
                }
                questions.add(m.text());
            }
            case Payload.ToolCallComplete c -> step(c);
            case Payload.MessageComplete m -> paragraph(m.text());
            case Payload.RunError e ->
                    paragraph(
                            "**"
                                    + capitalize(e.code() == null ? "failed" : e.code())
                                    + ":** "
                                    + e.message());
            case Payload.RunComplete r -> {}
            case Payload.RunStart r -> {}
            case Payload.SessionCreated s -> {}
            case Payload.ToolCallStart c -> {}
            case Payload.ToolCallProgress p -> {}
            case Payload.ApprovalRequested a -> {}
            case Payload.ApprovalResolved a ->
                    paragraph("_" + capitalize(ApprovalView.sentence(a)) + "_");
            case Payload.MessageStart m -> {}
            case Payload.MessageDelta m -> {}
            case Payload.StatusNote n -> {}
            case Payload.Custom c -> {}
        }
    }

    private void step(Payload.ToolCallComplete c) {
        steps.append("| ").append(c.step());
        steps.append(" | ").append(cell(c.agent()));
        steps.append(" | ").append(cell(c.duration()));
        steps.append(" | ").append(cell(c.query()));
        steps.append(" | ").append(cell(c.response()));
        steps.append(" |\n");
    }

    /** The first line of a text: a table cell cannot hold more. */
    private static String cell(String value) {
        return value.strip().lines().findFirst().orElse("").replace("|", "\\|");
    }

    private void paragraph(String body) {
        answers.append('\n').append(body.strip()).append('\n');
    }

    private static void fact(StringBuilder text, String name, String value) {
        text.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static String quote(String message) {
        StringBuilder quoted = new StringBuilder();
        message.strip().lines().forEach(line -> quoted.append("> ").append(line).append('\n'));
        return quoted.toString();
    }

    private static String capitalize(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
