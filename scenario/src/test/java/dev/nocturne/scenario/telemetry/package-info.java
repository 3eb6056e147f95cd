@NullMarked
package dev.nocturne.scenario.telemetry;

import org.jspecify.annotations.NullMarked;
