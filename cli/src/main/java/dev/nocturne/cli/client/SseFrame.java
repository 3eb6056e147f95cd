package dev.nocturne.cli.client;

import org.jspecify.annotations.Nullable;

/** One frame of an event stream. {@code id} null where the frame has none. */
record SseFrame(@Nullable String id, String event, String data) {}
