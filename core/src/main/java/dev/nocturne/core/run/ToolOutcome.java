package dev.nocturne.core.run;

/** How a tool call ended. {@code callId} is the id its events carry. */
public sealed interface ToolOutcome {
    String callId();

    record Done(String callId, ToolResult result) implements ToolOutcome {}

    /** {@code code} such as {@code tool_timeout}. */
    record Failed(String callId, String code, String message) implements ToolOutcome {}
}
