@NullMarked
package dev.nocturne.sources.pack.query;

import org.jspecify.annotations.NullMarked;
