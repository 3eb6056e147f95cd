@NullMarked
package dev.nocturne.scenario.knowledge;

import org.jspecify.annotations.NullMarked;
