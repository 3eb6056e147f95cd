package dev.nocturne.environment;

import dev.nocturne.environment.topology.Entity;
import java.util.List;

/**
 * The people who can be sent to a site.
 *
 * @param engineers with their skills, shifts and phone numbers as properties
 * @param depots where they start from
 */
public record FieldForce(List<Entity> engineers, List<Entity> depots) {
    public FieldForce {
        engineers = List.copyOf(engineers);
        depots = List.copyOf(depots);
    }
}
