/** How sessions and answers look in a terminal, and when they are piped elsewhere. */
@NullMarked
package dev.nocturne.cli.render;

import org.jspecify.annotations.NullMarked;
