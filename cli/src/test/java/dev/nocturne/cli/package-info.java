@NullMarked
package dev.nocturne.cli;

import org.jspecify.annotations.NullMarked;
