@NullMarked
package dev.nocturne.server.config;

import org.jspecify.annotations.NullMarked;
