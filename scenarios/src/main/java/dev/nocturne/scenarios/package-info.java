/** Demo packs and the seeded generator of their data. */
@NullMarked
package dev.nocturne.scenarios;

import org.jspecify.annotations.NullMarked;
