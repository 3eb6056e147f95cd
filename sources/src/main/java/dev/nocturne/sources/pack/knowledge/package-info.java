/** A pack's runbooks and tickets: parsed, and searched by relevance. */
@NullMarked
package dev.nocturne.sources.pack.knowledge;

import org.jspecify.annotations.NullMarked;
