/** The command that generates the files of the demo packs. */
@NullMarked
package dev.nocturne.scenarios.generate;

import org.jspecify.annotations.NullMarked;
