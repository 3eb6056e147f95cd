package dev.nocturne.sources.prometheus;

import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a catalogue for a while, so that the questions of one investigation read it once. */
final class Catalogues {
    /** Entities come and go more slowly than an investigation asks. */
    private static final long FRESH = 60_000;

    private final CatalogueReader reader;
    private final InstantSource clock;
    private volatile @Nullable Read last;

    private record Read(Reply.Found<Catalogue> found, Set<String> focus) {
        Read {
            focus = Set.copyOf(focus);
        }

        boolean isFresh(long now) {
            return now - found.value().readAt() < FRESH;
        }

        boolean isAround(Set<String> ids) {
            return found.value().restricted().isEmpty() || focus.containsAll(ids);
        }
    }

    Catalogues(CatalogueReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** A catalogue that holds what is known around these entities. */
    Reply<Catalogue> around(Set<String> ids) throws InterruptedException {
        Read known = last;
        long now = clock.instant().toEpochMilli();
        if (known != null && known.isFresh(now) && known.isAround(ids)) {
            return known.found();
        }
        Reply<Catalogue> read = reader.read(now, ids);
        if (read instanceof Reply.Found<Catalogue> found) {
            last = new Read(found, ids);
        }
        return read;
    }

    /** How many entities were known when last read. */
    int size() {
        Read known = last;
        return known == null ? 0 : known.found().value().identities().all().size();
    }
}
