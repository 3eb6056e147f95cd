@NullMarked
package dev.nocturne.sources.pack.telemetry;

import org.jspecify.annotations.NullMarked;
