@NullMarked
package dev.nocturne.llm.agent;

import org.jspecify.annotations.NullMarked;
