/** The command that writes the generated files of the demo packs. */
@NullMarked
package dev.nocturne.scenarios.generate;

import org.jspecify.annotations.NullMarked;
