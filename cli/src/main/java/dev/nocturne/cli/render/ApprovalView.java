package dev.nocturne.cli.render;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows what a person is asked to approve: all arguments, with every invisible character written
 * out, so that the text cannot pose as something else.
 */
public final class ApprovalView {
    private static final String INDENT = "      ";

    private final Screen screen;
    private final Style style;
    private final Times times;

    public ApprovalView(Screen screen, Times times) {
        this.screen = screen;
        this.style = screen.style();
        this.times = times;
    }

    /**
     * Shows an open approval of SessionDetail.
     *
     * @param answer the command that answers it; null where none is to be shown
     */
    public void open(JsonNode open, @Nullable AnswerCommand answer) {
        show(
                open.path("id").asString(""),
                open.path("tool").asString(""),
                open.path("arguments"),
                open.path("expires_at").asString(""),
                answer);
    }

    void request(Payload.ApprovalRequested request, @Nullable AnswerCommand answer) {
        show(
                request.id(),
                request.tool(),
                request.arguments(),
                request.expiresAt().toString(),
                answer);
    }

    private void show(
            String id,
            String tool,
            JsonNode arguments,
            String expiry,
            @Nullable AnswerCommand answer) {
        String head = "? " + visible(tool) + " needs approval";
        String relative = times.relative(expiry);
        String limit = visible(times.clock(expiry)) + (relative.isEmpty() ? "" : ", " + relative);
        screen.line(style.yellow(head) + " before " + limit);
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            String value = EventCodec.JSON.writeValueAsString(argument.getValue());
            screen.line(INDENT + visible(argument.getKey()) + ": " + visible(value));
        }
        if (answer != null) {
            screen.line(INDENT + style.bold(answer.line("approve", visible(id))));
            screen.line(INDENT + style.bold(answer.line("deny", visible(id))));
        }
    }

    void resolution(Payload.ApprovalResolved resolved) {
        screen.line(style.dim("· " + visible(sentence(resolved))));
    }

    /** The outcome of an approval, e.g. {@code denied by ann: not now}. */
    static String sentence(Payload.ApprovalResolved resolved) {
        String note = resolved.note() == null ? "" : ": " + resolved.note();
        return switch (resolved.by()) {
            case Payload.ApprovalResolved.EXPIRY -> "not approved in time" + note;
            case Payload.ApprovalResolved.TURN_END -> "not approved before the turn ended" + note;
            default -> (resolved.approved() ? "approved by " : "denied by ") + resolved.by() + note;
        };
    }

    /** The text with control and formatting characters written as escapes. */
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
