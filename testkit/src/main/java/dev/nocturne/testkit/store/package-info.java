/** The test suite that every store must pass. */
@NullMarked
package dev.nocturne.testkit.store;

import org.jspecify.annotations.NullMarked;
