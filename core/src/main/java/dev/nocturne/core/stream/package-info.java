/** Reading a session: frames, the shared tail, subscriptions. */
@NullMarked
package dev.nocturne.core.stream;

import org.jspecify.annotations.NullMarked;
