@NullMarked
package dev.nocturne.llm;

import org.jspecify.annotations.NullMarked;
