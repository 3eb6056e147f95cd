@NullMarked
package dev.nocturne.cli.evaluate;

import org.jspecify.annotations.NullMarked;
