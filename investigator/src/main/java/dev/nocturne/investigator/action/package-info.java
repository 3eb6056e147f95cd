/** What to do: runbooks, precedents, dispatch. */
@NullMarked
package dev.nocturne.investigator.action;

import org.jspecify.annotations.NullMarked;
