/** The status of a session and what changes it. */
@NullMarked
package dev.nocturne.core.status;

import org.jspecify.annotations.NullMarked;
