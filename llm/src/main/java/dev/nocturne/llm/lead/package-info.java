/** The orchestrator: its conversation, its tools, and the answer as it is written. */
@NullMarked
package dev.nocturne.llm.lead;

import org.jspecify.annotations.NullMarked;
