/**
 * Running orchestrators: the context of a run, its journal, its answer, what of a result goes on
 * the wire.
 */
@NullMarked
package dev.nocturne.core.engine;

import org.jspecify.annotations.NullMarked;
