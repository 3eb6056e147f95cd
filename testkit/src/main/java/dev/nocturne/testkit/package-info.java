/** Tools for tests: contract suites, test clock and timers, golden histories. */
@NullMarked
package dev.nocturne.testkit;

import org.jspecify.annotations.NullMarked;
