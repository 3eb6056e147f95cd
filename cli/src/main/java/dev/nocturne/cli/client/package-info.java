/** A client of the server's HTTP API. */
@NullMarked
package dev.nocturne.cli.client;

import org.jspecify.annotations.NullMarked;
