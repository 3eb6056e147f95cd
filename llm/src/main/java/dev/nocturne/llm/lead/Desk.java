package dev.nocturne.llm.lead;

import dev.nocturne.llm.mcp.McpServers;
import dev.nocturne.llm.model.ModelSource;
import java.time.InstantSource;

/**
 * The services that all turns use.
 *
 * @param external the external MCP servers, which offer further tools
 */
public record Desk(
        ModelSource models,
        FieldDispatch dispatch,
        ApprovalPolicy approvals,
        McpServers external,
        InstantSource clock) {}
