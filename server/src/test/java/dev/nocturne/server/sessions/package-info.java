@NullMarked
package dev.nocturne.server.sessions;

import org.jspecify.annotations.NullMarked;
