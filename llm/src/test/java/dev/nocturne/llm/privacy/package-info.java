@NullMarked
package dev.nocturne.llm.privacy;

import org.jspecify.annotations.NullMarked;
