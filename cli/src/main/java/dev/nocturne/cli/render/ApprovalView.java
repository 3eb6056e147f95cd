package dev.nocturne.cli.render;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person is asked to approve: all of it, since what is not shown is not approved, and in a
 * form in which it cannot pass for something else.
 */
public final class ApprovalView {
    private static final String INDENT = "      ";

    private final Screen screen;
    private final Style style;

    public ApprovalView(Screen screen) {
        this.screen = screen;
        this.style = screen.style();
    }

    /** One that waits, as SessionDetail lists it; null where it is not to be answered. */
    public void waiting(JsonNode open, @Nullable AnswerCommand answer) {
        show(
                open.path("id").asString(""),
                open.path("tool").asString(""),
                open.path("arguments"),
                open.path("expires_at").asString(""),
                answer);
    }

    void asked(Payload.ApprovalRequested asked, @Nullable AnswerCommand answer) {
        show(asked.id(), asked.tool(), asked.arguments(), asked.expiresAt().toString(), answer);
    }

    private void show(
            String id,
            String tool,
            JsonNode arguments,
            String until,
            @Nullable AnswerCommand answer) {
        String head = "? " + visible(tool) + " waits for approval";
        screen.line(style.yellow(head) + " until " + visible(until));
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            String value = EventCodec.JSON.writeValueAsString(argument.getValue());
            screen.line(INDENT + visible(argument.getKey()) + ": " + visible(value));
        }
        if (answer != null) {
            screen.line(INDENT + style.bold(answer.line("approve", visible(id))));
            screen.line(INDENT + style.bold(answer.line("deny", visible(id))));
        }
    }

    void resolved(Payload.ApprovalResolved resolved) {
        screen.line(style.dim("· " + visible(sentence(resolved))));
    }

    /** What became of it, e.g. {@code denied by ann: not now}. */
    static String sentence(Payload.ApprovalResolved resolved) {
        String note = resolved.note() == null ? "" : ": " + resolved.note();
        return switch (resolved.by()) {
            case Payload.ApprovalResolved.EXPIRY -> "not approved in time" + note;
            case Payload.ApprovalResolved.TURN_END -> "not approved before the turn ended" + note;
            default -> (resolved.approved() ? "approved by " : "denied by ") + resolved.by() + note;
        };
    }

    /** Nothing in it can hide, move or reorder what stands around it. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    int type = Character.getType(point);
                    boolean hidden =
                            type == Character.CONTROL
                                    || type == Character.FORMAT
                                    || type == Character.LINE_SEPARATOR
                                    || type == Character.PARAGRAPH_SEPARATOR;
                    if (hidden) {
                        visible.append("\\u%04x".formatted(point));
                    } else {
                        visible.appendCodePoint(point);
                    }
                });
        return visible.toString();
    }
}
