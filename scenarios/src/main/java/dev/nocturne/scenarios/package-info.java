/** Generator of the demo packs: the same seed always gives the same bytes. */
@NullMarked
package dev.nocturne.scenarios;

import org.jspecify.annotations.NullMarked;
