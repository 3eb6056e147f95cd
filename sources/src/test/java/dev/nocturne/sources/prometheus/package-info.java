@NullMarked
package dev.nocturne.sources.prometheus;

import org.jspecify.annotations.NullMarked;
