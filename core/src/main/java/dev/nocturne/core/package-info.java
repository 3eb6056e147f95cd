/** Types that all of the core uses: ids, results, faults, clocks, timers, limits. */
@NullMarked
package dev.nocturne.core;

import org.jspecify.annotations.NullMarked;
