/** What the server says about itself: health, version, agents. */
@NullMarked
package dev.nocturne.server.status;

import org.jspecify.annotations.NullMarked;
