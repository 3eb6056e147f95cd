@NullMarked
package dev.nocturne.scenario;

import org.jspecify.annotations.NullMarked;
