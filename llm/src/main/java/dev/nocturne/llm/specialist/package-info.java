/** The agents that the lead calls, and the tools with which they read a pack's data. */
@NullMarked
package dev.nocturne.llm.specialist;

import org.jspecify.annotations.NullMarked;
