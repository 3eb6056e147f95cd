package dev.nocturne.investigator.impact;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** How many people an entity says it serves. */
final class Headcount {
    private static final Set<String> CUSTOMERS =
            Set.of("customer", "customers", "clients", "tenants", "accounts");
    private static final Set<String> USERS =
            Set.of("user", "users", "subscribers", "seats", "people", "population");

    private Headcount() {}

    static OptionalLong customers(Entity entity) {
        return sum(entity, CUSTOMERS);
    }

    static OptionalLong users(Entity entity) {
        return sum(entity, USERS);
    }

    private static OptionalLong sum(Entity entity, Set<String> names) {
        for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
            List<String> words = Words.of(property.getKey());
            if (property.getValue() instanceof Number number
                    && words.stream().anyMatch(names::contains)) {
                return OptionalLong.of(number.longValue());
            }
        }
        return OptionalLong.empty();
    }
}
