@NullMarked
package dev.nocturne.environment.words;

import org.jspecify.annotations.NullMarked;
