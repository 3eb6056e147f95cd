/** The HTTP library with nothing behind it. */
@NullMarked
package dev.nocturne.bench.bare;

import org.jspecify.annotations.NullMarked;
