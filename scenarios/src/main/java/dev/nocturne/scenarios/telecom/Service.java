package dev.nocturne.scenarios.telecom;

import java.util.List;
import java.util.Optional;

/** What a customer buys: a primary path and, for most, a backup. */
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
