package dev.nocturne.environment;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** Systems that are asked while they run. Its present is the clock's. */
public final class LiveEnvironment implements Environment {
    private final String name;
    private final ZoneId zone;
    private final InstantSource clock;
    private final List<Source> sources;

    /**
     * @param zone of the times that people write without one
     * @param sources in the order in which to ask
     */
    public LiveEnvironment(
            String name, ZoneId zone, InstantSource clock, List<? extends Source> sources) {
        this.name = name;
        this.zone = zone;
        this.clock = clock;
        this.sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public List<Source> sources() {
        return sources;
    }
}
