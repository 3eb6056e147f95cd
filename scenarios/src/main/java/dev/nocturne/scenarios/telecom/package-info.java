/** The telecom transport network: topology, incidents, telemetry and the expected diagnoses. */
@NullMarked
package dev.nocturne.scenarios.telecom;

import org.jspecify.annotations.NullMarked;
