/** JMH benchmarks of frequent operations; {@code ./nocturne-bench --jmh}. */
@NullMarked
package dev.nocturne.bench.micro;

import org.jspecify.annotations.NullMarked;
