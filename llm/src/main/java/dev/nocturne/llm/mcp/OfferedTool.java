package dev.nocturne.llm.mcp;

import dev.nocturne.llm.model.ToolSpec;

/** A tool as its server describes it, with the server's name for it. */
record OfferedTool(ToolSpec spec, HeaderParameters parameters) {}
