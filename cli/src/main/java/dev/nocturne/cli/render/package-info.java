/** Formats sessions and answers for terminals, pipes and files. */
@NullMarked
package dev.nocturne.cli.render;

import org.jspecify.annotations.NullMarked;
