/** HTTP without a framework: requests in, replies out, one problem format, limits. */
@NullMarked
package dev.nocturne.server.http;

import org.jspecify.annotations.NullMarked;
