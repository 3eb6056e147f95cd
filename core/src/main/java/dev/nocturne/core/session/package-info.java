/** Sessions: state and fold, commands and decisions, writers, the manager. */
@NullMarked
package dev.nocturne.core.session;

import org.jspecify.annotations.NullMarked;
