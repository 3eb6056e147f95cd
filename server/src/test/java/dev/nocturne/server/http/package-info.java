@NullMarked
package dev.nocturne.server.http;

import org.jspecify.annotations.NullMarked;
