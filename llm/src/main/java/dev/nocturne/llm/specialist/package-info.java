/** The agents the orchestrator calls, and the tools by which they read a pack's data. */
@NullMarked
package dev.nocturne.llm.specialist;

import org.jspecify.annotations.NullMarked;
