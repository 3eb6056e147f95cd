/** What a server can ask about, and the endpoints that show it. */
@NullMarked
package dev.nocturne.server.environments;

import org.jspecify.annotations.NullMarked;
