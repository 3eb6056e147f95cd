package dev.nocturne.server.environments;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.environment.Environment;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.Packs;
import dev.nocturne.sources.pack.answer.PackEnvironments;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server can ask about: live environments and, after them, packs. The first one is the
 * default. Safe for any number of threads.
 */
public final class ServedEnvironments {
    private final Map<String, Environment> live;
    private final Packs packs;
    private final PackEnvironments recorded;

    /**
     * @param live each with a name of its own
     * @param packs they stay open as long as this is used
     * @param clock for when packs were asked
     */
    public ServedEnvironments(List<? extends Environment> live, Packs packs, InstantSource clock) {
        Map<String, Environment> byName = new LinkedHashMap<>();
        live.forEach(one -> byName.put(one.name(), one));
        this.live = Collections.unmodifiableMap(byName);
        this.packs = packs;
        this.recorded = new PackEnvironments(packs::get, clock);
    }

    /** The environment of that name. */
    public Optional<Environment> get(String name) {
        Environment found = live.get(name);
        return found == null ? recorded.get(name) : Optional.of(found);
    }

    /** The pack of that name; empty also if a live environment has it. */
    public Optional<Pack> pack(String name) {
        return live.containsKey(name) ? Optional.empty() : packs.get(name);
    }

    /** The live ones, in the order of the command line. */
    public Collection<Environment> live() {
        return live.values();
    }

    /** The packs, in the order of the command line. */
    public Collection<Pack> packs() {
        return packs.all();
    }

    /** All names, the default one first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(live.keySet());
        packs.all().forEach(pack -> names.add(pack.name()));
        return names;
    }

    /** The environment of that name; the default one for null. */
    public Result<Environment> find(@Nullable String name) {
        String wanted = name == null ? names().getFirst() : name;
        return get(wanted)
                .<Result<Environment>>map(Result::ok)
                .orElseGet(() ->
                        Result.rejected(
                                ErrorCode.UNKNOWN_ENVIRONMENT,
                                "There is no environment \""
                                        + wanted
                                        + "\"; there are: "
                                        + String.join(", ", names())
                                        + "."));
    }
}
