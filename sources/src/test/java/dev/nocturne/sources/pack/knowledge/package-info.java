@NullMarked
package dev.nocturne.sources.pack.knowledge;

import org.jspecify.annotations.NullMarked;
