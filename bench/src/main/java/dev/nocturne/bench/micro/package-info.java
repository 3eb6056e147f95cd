/** JMH benchmarks of the hot pieces; {@code ./nocturne-bench --jmh}. */
@NullMarked
package dev.nocturne.bench.micro;

import org.jspecify.annotations.NullMarked;
