@NullMarked
package dev.nocturne.environment.names;

import org.jspecify.annotations.NullMarked;
