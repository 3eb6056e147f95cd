@NullMarked
package dev.nocturne.scenario.text;

import org.jspecify.annotations.NullMarked;
