/** The orchestrator that a language model drives, with the pack's specialists as its tools. */
@NullMarked
package dev.nocturne.llm;

import org.jspecify.annotations.NullMarked;
