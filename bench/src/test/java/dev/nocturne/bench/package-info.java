/** Tests of the harness: what it counts and how it judges. */
@NullMarked
package dev.nocturne.bench;

import org.jspecify.annotations.NullMarked;
