@NullMarked
package dev.nocturne.server.auth;

import org.jspecify.annotations.NullMarked;
