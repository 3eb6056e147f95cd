/** The telecom transport network: topology, incidents, telemetry and the right answers. */
@NullMarked
package dev.nocturne.scenarios.telecom;

import org.jspecify.annotations.NullMarked;
