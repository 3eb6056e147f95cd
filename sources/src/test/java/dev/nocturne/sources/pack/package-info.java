@NullMarked
package dev.nocturne.sources.pack;

import org.jspecify.annotations.NullMarked;
