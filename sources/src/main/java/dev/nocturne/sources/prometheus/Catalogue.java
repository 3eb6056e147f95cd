package dev.nocturne.sources.prometheus;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server knows, as far as it was read.
 *
 * @param identities the entities
 * @param edges who asks whom
 * @param peers which labels name the other end of a call
 * @param families what is measured
 * @param interval usual time between two samples of a series, milliseconds
 * @param readAt when it was read, epoch milliseconds
 * @param restricted services of which the families and edges were read, where the server has too
 *     many to read all
 */
record Catalogue(
        Identities identities,
        List<Edge> edges,
        Peers peers,
        List<Family> families,
        long interval,
        long readAt,
        Optional<Set<String>> restricted) {
    Catalogue {
        edges = List.copyOf(edges);
        families = List.copyOf(families);
        restricted = restricted.map(Set::copyOf);
    }
}
