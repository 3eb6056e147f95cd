package dev.nocturne.cli.render;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import tools.jackson.databind.JsonNode;

/** A session as a Markdown document: what was asked, what was done, what came out. */
public final class Report {
    private final StringBuilder text = new StringBuilder();
    private boolean inSteps;

    private Report() {}

    /** The document of a session, given as SessionDetail of the contract. */
    public static String of(JsonNode detail) {
        Report report = new Report();
        report.head(detail);
        for (JsonNode entry : detail.path("event_log")) {
            report.event(
                    EventCodec.decode(
                            entry.path("event").asString(""), entry.path("data").asString("{}")));
        }
        return Screen.clean(report.text.toString());
    }

    private void head(JsonNode detail) {
        text.append("# Investigation ").append(detail.path("id").asString("")).append("\n\n");
        text.append("- scenario: ").append(detail.path("scenario").asString("")).append('\n');
        text.append("- status: ").append(detail.path("status").asString("")).append('\n');
        text.append("- opened: ").append(detail.path("created_at").asString("")).append('\n');
        text.append("- updated: ").append(detail.path("updated_at").asString("")).append('\n');
    }

    private void event(Payload payload) {
        switch (payload) {
            case Payload.UserMessage m -> said(m.text());
            case Payload.ToolCallComplete c -> step(c);
            case Payload.MessageComplete m -> block(m.text());
            case Payload.RunError e ->
                    block("**" + (e.code() == null ? "failed" : e.code()) + ":** " + e.message());
            case Payload.RunComplete r -> block("_" + r.steps() + " steps, " + r.time() + "_");
            case Payload.RunStart r -> {}
            case Payload.SessionCreated s -> {}
            case Payload.ToolCallStart c -> {}
            case Payload.ToolCallProgress p -> {}
            case Payload.ApprovalRequested a -> {}
            case Payload.ApprovalResolved a -> block("_" + ApprovalView.sentence(a) + "_");
            case Payload.MessageStart m -> {}
            case Payload.MessageDelta m -> {}
            case Payload.StatusNote n -> {}
            case Payload.Custom c -> {}
        }
    }

    private void said(String message) {
        inSteps = false;
        text.append("\n## Asked\n\n");
        message.strip().lines().forEach(line -> text.append("> ").append(line).append('\n'));
    }

    private void step(Payload.ToolCallComplete c) {
        if (!inSteps) {
            inSteps = true;
            text.append(
                    "\n## Steps\n\n| # | agent | time | asked | found |\n|---|---|---|---|---|\n");
        }
        text.append("| ").append(c.step());
        text.append(" | ").append(cell(c.agent()));
        text.append(" | ").append(cell(c.duration()));
        text.append(" | ").append(cell(c.query()));
        text.append(" | ").append(cell(c.response()));
        text.append(" |\n");
    }

    /** The first line of it: a table cell has no more. */
    private static String cell(String value) {
        return value.strip().lines().findFirst().orElse("").replace("|", "\\|");
    }

    private void block(String body) {
        inSteps = false;
        text.append('\n').append(body.strip()).append('\n');
    }
}
