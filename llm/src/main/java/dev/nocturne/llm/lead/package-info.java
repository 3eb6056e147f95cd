/** The lead: its conversation, its tools and its answer. */
@NullMarked
package dev.nocturne.llm.lead;

import org.jspecify.annotations.NullMarked;
