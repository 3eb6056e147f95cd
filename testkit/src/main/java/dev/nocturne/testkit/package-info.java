/** Contract suites, test clock, seeded simulation, golden histories. */
@NullMarked
package dev.nocturne.testkit;

import org.jspecify.annotations.NullMarked;
