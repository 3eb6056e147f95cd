@NullMarked
package dev.nocturne.server.console;

import org.jspecify.annotations.NullMarked;
