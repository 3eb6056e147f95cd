@NullMarked
package dev.nocturne.llm.provider;

import org.jspecify.annotations.NullMarked;
