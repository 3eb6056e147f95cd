/**
 * One agent at work: a model asked again and again, its tool calls made, until it has answered. The
 * same loop drives the orchestrator and its specialists.
 */
@NullMarked
package dev.nocturne.llm.agent;

import org.jspecify.annotations.NullMarked;
