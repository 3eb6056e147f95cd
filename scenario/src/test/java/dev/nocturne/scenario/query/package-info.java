@NullMarked
package dev.nocturne.scenario.query;

import org.jspecify.annotations.NullMarked;
