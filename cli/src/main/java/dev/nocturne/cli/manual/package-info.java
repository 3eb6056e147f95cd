/** Help texts, completion scripts and man pages, all from the same description of the commands. */
@NullMarked
package dev.nocturne.cli.manual;

import org.jspecify.annotations.NullMarked;
