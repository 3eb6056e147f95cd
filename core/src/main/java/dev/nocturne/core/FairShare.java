package dev.nocturne.core;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts places by owner and shares them fairly: an owner may take any free place, and one that has
 * less than its share is admitted even if others have taken all. The share is the places divided by
 * the owners that have some, the asker among them, and at least one. So others can never lock an
 * owner out, no place is idle for the sake of an absent owner, and the excess is gone as soon as
 * the others give places back, as an owner at or above its share gets none until then. Not
 * thread-safe.
 */
public final class FairShare {
    private final int places;
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    public FairShare(int places) {
        this.places = places;
    }

    /** Whether the owner may take one more place. */
    public boolean admits(String owner) {
        return total < places || taken(owner) < share(owner);
    }

    /** How many places the owner is never refused because of others. */
    public int share(String owner) {
        int owners = taken.size() + (taken.containsKey(owner) ? 0 : 1);
        return Math.max(1, places / owners);
    }

    /** Takes a place, whether or not the owner would be admitted. */
    public void add(String owner) {
        taken.merge(owner, 1, Integer::sum);
        total++;
    }

    /** Gives a place of the owner's back. */
    public void remove(String owner) {
        if (!taken.containsKey(owner)) {
            throw new IllegalStateException(owner + " has no place to give back");
        }
        taken.computeIfPresent(owner, (o, now) -> now == 1 ? null : now - 1);
        total--;
    }

    public int taken(String owner) {
        return taken.getOrDefault(owner, 0);
    }

    /** Places taken by all owners. */
    public int total() {
        return total;
    }
}
