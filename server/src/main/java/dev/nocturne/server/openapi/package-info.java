/** The machine-readable description of the API. */
@NullMarked
package dev.nocturne.server.openapi;

import org.jspecify.annotations.NullMarked;
