/** Bounds for YAML that people or programs write. */
@NullMarked
package dev.nocturne.sources.yaml;

import org.jspecify.annotations.NullMarked;
