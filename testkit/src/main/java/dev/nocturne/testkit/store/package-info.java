/** The suite every store must pass: each promise of the store SPI as a test. */
@NullMarked
package dev.nocturne.testkit.store;

import org.jspecify.annotations.NullMarked;
