/** Tools of external MCP servers, each of which has to be allowed, with limits. */
@NullMarked
package dev.nocturne.llm.mcp;

import org.jspecify.annotations.NullMarked;
