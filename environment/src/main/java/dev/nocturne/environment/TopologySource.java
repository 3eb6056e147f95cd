package dev.nocturne.environment;

import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.topology.Topology;
import java.util.Set;

/** Knows entities and how they are related. */
public interface TopologySource extends Source {
    /**
     * The entities that a text names.
     *
     * @return what the text's words are: known entities, and words that look like ids and are none
     */
    Answer<NamedEntities> findNamed(String text) throws InterruptedException;

    /**
     * All entities and relations if there are at most so many, else those around the given ones,
     * nearest first.
     */
    Answer<Topology> topology(Set<String> around, int limit) throws InterruptedException;

    /** How many entities it knows. */
    int size();

    /** Who can be sent to a site. */
    Answer<FieldForce> fieldForce() throws InterruptedException;
}
