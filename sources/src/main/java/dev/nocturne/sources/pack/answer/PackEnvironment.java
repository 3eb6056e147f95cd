package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Source;
import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.Pack;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** A recorded environment. Its present is the end of its telemetry. */
public final class PackEnvironment implements Environment {
    private final Pack pack;
    private final Instant end;
    private final List<Source> sources;

    /**
     * @param clock for when questions were asked, nothing else
     */
    public PackEnvironment(Pack pack, InstantSource clock) {
        this.pack = pack;
        this.end = Instant.ofEpochMilli(pack.telemetry().span().map(Window::until).orElse(0L));
        this.sources = List.of(new PackSource(pack, clock));
    }

    @Override
    public String name() {
        return pack.name();
    }

    @Override
    public Instant now() {
        return end;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public ZoneId zone() {
        return pack.timeZone();
    }

    @Override
    public List<Source> sources() {
        return sources;
    }
}
