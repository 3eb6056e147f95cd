/** Who may ask: bearer tokens, and the host names this server answers to. */
@NullMarked
package dev.nocturne.server.auth;

import org.jspecify.annotations.NullMarked;
