package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.ToolOutcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The response of a failed call: {@code FAILED: [code] message}. */
final class FailedText {
    private static final Pattern FORM =
            Pattern.compile("FAILED: \\[([a-z_]+)] (.*)", Pattern.DOTALL);

    private FailedText() {}

    static ToolOutcome parse(Payload.ToolCallComplete end) {
        Matcher form = FORM.matcher(end.response());
        return form.matches()
                ? new ToolOutcome.Failed(end.id(), form.group(1), form.group(2))
                : new ToolOutcome.Failed(
                        end.id(), ErrorCode.TOOL_FAILED.wireName(), end.response());
    }
}
