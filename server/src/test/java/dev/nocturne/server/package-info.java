@NullMarked
package dev.nocturne.server;

import org.jspecify.annotations.NullMarked;
