/** What a figure is, and what it is measured with. */
@NullMarked
package dev.nocturne.bench.lab;

import org.jspecify.annotations.NullMarked;
