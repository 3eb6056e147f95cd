/**
 * The loop of an agent: ask the model, execute its tool calls, repeat until it answers. The
 * orchestrator and its specialists use the same loop.
 */
@NullMarked
package dev.nocturne.llm.agent;

import org.jspecify.annotations.NullMarked;
