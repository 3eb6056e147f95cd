/** Times as tables write them: which format a column has, and reading it. */
@NullMarked
package dev.nocturne.sources.pack.time;

import org.jspecify.annotations.NullMarked;
