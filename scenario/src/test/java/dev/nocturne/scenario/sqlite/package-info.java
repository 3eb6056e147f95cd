@NullMarked
package dev.nocturne.scenario.sqlite;

import org.jspecify.annotations.NullMarked;
