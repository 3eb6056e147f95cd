@NullMarked
package dev.nocturne.llm.mcp;

import org.jspecify.annotations.NullMarked;
