package dev.nocturne.core.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of sessions, newest first; {@code next} is null on the last page. */
public record SessionPage(List<SessionHead> sessions, @Nullable PageKey next) {}
