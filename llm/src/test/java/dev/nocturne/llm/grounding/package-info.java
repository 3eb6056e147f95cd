@NullMarked
package dev.nocturne.llm.grounding;

import org.jspecify.annotations.NullMarked;
