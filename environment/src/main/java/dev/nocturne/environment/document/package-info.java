/** Runbooks and earlier incidents. */
@NullMarked
package dev.nocturne.environment.document;

import org.jspecify.annotations.NullMarked;
