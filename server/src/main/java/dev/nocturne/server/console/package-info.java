/** The web console's files, or a page that says they are missing. */
@NullMarked
package dev.nocturne.server.console;

import org.jspecify.annotations.NullMarked;
