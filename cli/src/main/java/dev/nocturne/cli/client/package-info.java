/** Speaks the wire contract to a server, here or elsewhere. */
@NullMarked
package dev.nocturne.cli.client;

import org.jspecify.annotations.NullMarked;
