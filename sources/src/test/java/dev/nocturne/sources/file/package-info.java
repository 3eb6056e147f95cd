@NullMarked
package dev.nocturne.sources.file;

import org.jspecify.annotations.NullMarked;
