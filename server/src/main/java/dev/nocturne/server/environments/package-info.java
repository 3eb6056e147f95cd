/** The endpoints that show the loaded packs. */
@NullMarked
package dev.nocturne.server.environments;

import org.jspecify.annotations.NullMarked;
