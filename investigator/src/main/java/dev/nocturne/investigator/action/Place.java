package dev.nocturne.investigator.action;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A point on the map, in degrees. */
record Place(String description, double latitude, double longitude) {
    private static final double EARTH_KM = 6371;

    static Optional<Place> of(Entity entity) {
        OptionalDouble latitude = number(entity, "latitude", "lat");
        OptionalDouble longitude = number(entity, "longitude", "lon");
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return Optional.empty();
        }
        String where =
                entity.text("Place")
                        .or(() -> entity.text("Name"))
                        .map(p -> p + " (" + entity.id() + ")")
                        .orElse(entity.id());
        return Optional.of(new Place(where, latitude.getAsDouble(), longitude.getAsDouble()));
    }

    private static OptionalDouble number(Entity entity, String... names) {
        for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
            for (String name : names) {
                if (property.getValue() instanceof Number number
                        && Words.of(property.getKey()).contains(name)) {
                    return OptionalDouble.of(number.doubleValue());
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** Great-circle distance. */
    double kilometresTo(Place other) {
        double a = Math.toRadians(latitude);
        double b = Math.toRadians(other.latitude);
        double dLat = b - a;
        double dLon = Math.toRadians(other.longitude - longitude);
        double h =
                Math.pow(Math.sin(dLat / 2), 2)
                        + Math.cos(a) * Math.cos(b) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
