@NullMarked
package dev.nocturne.sources.pack.answer;

import org.jspecify.annotations.NullMarked;
