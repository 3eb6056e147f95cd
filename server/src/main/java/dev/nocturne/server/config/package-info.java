/** Configuration from options and environment, checked as a whole. */
@NullMarked
package dev.nocturne.server.config;

import org.jspecify.annotations.NullMarked;
