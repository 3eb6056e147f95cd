/**
 * Running orchestrators: the context of a run, its journal and answer, and the size limits of its
 * events.
 */
@NullMarked
package dev.nocturne.core.engine;

import org.jspecify.annotations.NullMarked;
