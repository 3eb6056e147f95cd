/** Which entities a text names. */
@NullMarked
package dev.nocturne.environment.names;

import org.jspecify.annotations.NullMarked;
