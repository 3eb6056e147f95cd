package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.GraphSchema.PropertyType;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns cells into values. An empty cell is no value. */
final class Cells {

    private Cells() {}

    /** The cell as its type wants it; a problem and no value when it is not of that type. */
    static Optional<Object> typed(String cell, PropertyType type, Place place, Problems problems) {
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case TEXT -> Optional.of(cell);
            case WHOLE -> {
                OptionalLong whole = Numbers.parseWhole(cell.strip());
                if (whole.isEmpty()) {
                    problems.add(place, Problems.quote(cell), "a whole number or nothing");
                    yield Optional.empty();
                }
                yield Optional.of(whole.getAsLong());
            }
            case REAL -> {
                double real = Numbers.parse(cell.strip());
                if (Double.isNaN(real)) {
                    problems.add(place, Problems.quote(cell), "a number or nothing");
                    yield Optional.empty();
                }
                yield Optional.of(real);
            }
        };
    }
}
