/** What a pack's environment is made of: entities and the relations between them, in memory. */
@NullMarked
package dev.nocturne.environment.topology;

import org.jspecify.annotations.NullMarked;
