@NullMarked
package dev.nocturne.sources.pack.sqlite;

import org.jspecify.annotations.NullMarked;
