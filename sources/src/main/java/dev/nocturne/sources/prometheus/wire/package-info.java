/** What any HTTP API needs that is not trusted: bounded bytes, strict JSON, texts fit to show. */
@NullMarked
package dev.nocturne.sources.prometheus.wire;

import org.jspecify.annotations.NullMarked;
