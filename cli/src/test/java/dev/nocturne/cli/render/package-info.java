@NullMarked
package dev.nocturne.cli.render;

import org.jspecify.annotations.NullMarked;
