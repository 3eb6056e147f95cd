package dev.nocturne.scenarios.telecom;

import java.util.List;
import java.util.Optional;

/** A customer's service: a primary path and, for most services, a backup path. */
record Service(
        String id,
        String type,
        String customer,
        int customers,
        int users,
        double demandGbps,
        ServicePath primary,
        List<ServicePath> backups) {

    Optional<ServicePath> backup() {
        return backups.stream().findFirst();
    }
}
