/** Generates the demo packs. The same seed always produces the same bytes. */
@NullMarked
package dev.nocturne.scenarios;

import org.jspecify.annotations.NullMarked;
