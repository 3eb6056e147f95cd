package dev.nocturne.core;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts places by owner and shares them fairly. An owner may take any free place; when no place is
 * free, an owner that has less than its share is still admitted. The share is the number of places
 * divided by the number of owners that hold one, including the owner that asks; it is at least one.
 * So no owner can be locked out by others, and no place is kept free for an absent owner. Places
 * beyond the limit disappear as others return theirs, because an owner at or above its share gets
 * none until then. Not thread-safe.
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
        return total < places || placesOf(owner) < share(owner);
    }

    /** The number of places that the owner gets however many the others hold. */
    public int share(String owner) {
        int owners = taken.size() + (taken.containsKey(owner) ? 0 : 1);
        return Math.max(1, places / owners);
    }

    /** Takes a place for the owner without checking {@link #admits}. */
    public void add(String owner) {
        taken.merge(owner, 1, Integer::sum);
        total++;
    }

    /** Returns one of the owner's places. */
    public void remove(String owner) {
        if (!taken.containsKey(owner)) {
            throw new IllegalStateException(owner + " has no place to return");
        }
        taken.computeIfPresent(owner, (o, now) -> now == 1 ? null : now - 1);
        total--;
    }

    /** Places taken by this owner. */
    public int placesOf(String owner) {
        return taken.getOrDefault(owner, 0);
    }

    /** Places taken by all owners. */
    public int total() {
        return total;
    }
}
