package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Environment;
import dev.nocturne.sources.pack.Pack;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The loaded packs as environments, one for each pack. Safe for any number of threads. */
public final class PackEnvironments {
    private final Function<String, Optional<Pack>> packs;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** An environment with the pack it is made of: a pack that was loaded anew needs a new one. */
    private record Known(Pack pack, Environment environment) {}

    /**
     * @param packs the loaded packs by name; they stay open as long as this is used
     * @param clock for when questions were asked
     */
    public PackEnvironments(Function<String, Optional<Pack>> packs, InstantSource clock) {
        this.packs = packs;
        this.clock = clock;
    }

    /** The pack of that name, if it is loaded. */
    public Optional<Environment> get(String name) {
        return packs.apply(name).map(this::environment);
    }

    private Environment environment(Pack pack) {
        Known current =
                known.compute(
                        pack.name(),
                        (name, old) ->
                                old != null && old.pack() == pack
                                        ? old
                                        : new Known(pack, new PackEnvironment(pack, clock)));
        return current.environment();
    }
}
