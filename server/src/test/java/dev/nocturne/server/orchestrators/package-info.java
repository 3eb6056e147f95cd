@NullMarked
package dev.nocturne.server.orchestrators;

import org.jspecify.annotations.NullMarked;
