@NullMarked
package dev.nocturne.server.stream;

import org.jspecify.annotations.NullMarked;
