package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.run.ToolOutcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the response of a failed call or step: {@code FAILED: [code] message}. */
public final class FailureText {
    private static final Pattern FORM =
            Pattern.compile("FAILED: \\[([a-z0-9_]+)] (.*)", Pattern.DOTALL);

    private FailureText() {}

    public static ToolOutcome parse(String id, String response) {
        Matcher form = FORM.matcher(response);
        return form.matches()
                ? new ToolOutcome.Failed(id, form.group(1), form.group(2))
                : new ToolOutcome.Failed(id, ErrorCode.TOOL_FAILED.wireName(), response);
    }
}
