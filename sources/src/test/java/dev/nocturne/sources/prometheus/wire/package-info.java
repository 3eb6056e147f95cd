@NullMarked
package dev.nocturne.sources.prometheus.wire;

import org.jspecify.annotations.NullMarked;
