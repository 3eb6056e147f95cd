/** Authentication by bearer tokens, and the check of hosts and origins. */
@NullMarked
package dev.nocturne.server.auth;

import org.jspecify.annotations.NullMarked;
