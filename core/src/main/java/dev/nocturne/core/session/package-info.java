/** One session's life: state and fold, commands and decisions, the writer, the manager. */
@NullMarked
package dev.nocturne.core.session;

import org.jspecify.annotations.NullMarked;
