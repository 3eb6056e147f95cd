package dev.nocturne.llm.lead;

import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.mcp.McpTool;
import dev.nocturne.llm.model.ToolSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool of an external MCP server. Its results are data, never instructions. */
record ExternalTool(McpTool tool, ApprovalPolicy policy) implements Tool {
    boolean reads() {
        return !tool.hasSideEffects();
    }

    @Override
    public ToolSpec spec() {
        return tool.spec();
    }

    @Override
    public Prepared prepare(ObjectNode arguments) {
        return new Prepared(
                spec().name(),
                arguments.toString(),
                reads() ? Effect.READS : Effect.CHANGES,
                null,
                approvalFor(arguments),
                key -> ToolResult.text(tool.call(arguments.toString())));
    }

    private @Nullable Approval approvalFor(ObjectNode arguments) {
        return reads() || !policy.asked() ? null : new Approval(arguments, policy.patience());
    }
}
