/** Scenario packs: the data that agents query. */
@NullMarked
package dev.nocturne.scenario;

import org.jspecify.annotations.NullMarked;
