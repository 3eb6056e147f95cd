/**
 * Sessions under test: the rules a log keeps, orchestrators that follow a script, a manager to try
 * them in.
 */
@NullMarked
package dev.nocturne.testkit.session;

import org.jspecify.annotations.NullMarked;
