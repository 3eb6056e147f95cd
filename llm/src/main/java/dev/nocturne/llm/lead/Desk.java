package dev.nocturne.llm.lead;

import dev.nocturne.llm.mcp.McpServers;
import dev.nocturne.llm.model.ModelSource;
import java.time.InstantSource;

/**
 * What every turn works with.
 *
 * @param external where further tools come from
 */
public record Desk(
        ModelSource models,
        FieldDispatch dispatch,
        ApprovalPolicy approvals,
        McpServers external,
        InstantSource clock) {}
