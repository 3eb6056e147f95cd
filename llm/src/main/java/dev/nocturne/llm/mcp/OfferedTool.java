package dev.nocturne.llm.mcp;

import dev.nocturne.llm.model.ToolSpec;

/** A tool as its server describes it, under its own name. */
record OfferedTool(ToolSpec spec, HeaderParameters parameters) {}
