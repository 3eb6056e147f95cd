/** Tools of external MCP servers, bounded and taken one by one. */
@NullMarked
package dev.nocturne.llm.mcp;

import org.jspecify.annotations.NullMarked;
