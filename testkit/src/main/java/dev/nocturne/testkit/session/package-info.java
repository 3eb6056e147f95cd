/** Tools for tests of sessions: rules of logs, scripted orchestrators, a session manager. */
@NullMarked
package dev.nocturne.testkit.session;

import org.jspecify.annotations.NullMarked;
