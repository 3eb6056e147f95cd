@NullMarked
package dev.nocturne.environment.topology;

import org.jspecify.annotations.NullMarked;
