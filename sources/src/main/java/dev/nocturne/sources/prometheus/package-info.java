/** Prometheus and whatever speaks its HTTP API. */
@NullMarked
package dev.nocturne.sources.prometheus;

import org.jspecify.annotations.NullMarked;
