@NullMarked
package dev.nocturne.scenario.topology;

import org.jspecify.annotations.NullMarked;
