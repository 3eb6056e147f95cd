package dev.nocturne.sources.prometheus;

import java.util.Optional;
import java.util.Set;

/**
 * An entity that labels show.
 *
 * @param id by which reports call it
 * @param kind such as service, instance, database
 * @param own the label that its own series have, with its value; empty if it has none of its own
 * @param whole id of the service that this is an instance of
 * @param names how others write it, the id among them
 */
record Known(String id, String kind, Optional<Own> own, Optional<String> whole, Set<String> names) {
    Known {
        names = Set.copyOf(names);
    }

    /** The same of another kind. */
    Known of(String otherKind) {
        return new Known(id, otherKind, own, whole, names);
    }

    /**
     * How to select the series of an entity.
     *
     * @param label of the service
     * @param value of that label
     * @param instanceLabel empty if all of the service's series are the entity's
     * @param instance value of that label
     */
    record Own(String label, String value, String instanceLabel, String instance) {
        boolean isOfInstance() {
            return !instanceLabel.isEmpty();
        }
    }
}
