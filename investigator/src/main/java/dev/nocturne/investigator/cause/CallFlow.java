package dev.nocturne.investigator.cause;

import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.dependency.Vicinity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows failures and waiting along calls: of what an entity loses, the part that it loses in its
 * calls to another is the other's; what is left is its own. So of 0.24 s that a checkout takes
 * longer, 0.23 s that it waits for the payment lead there, and further on to what the payment waits
 * for.
 */
final class CallFlow {
    /** One of several instances that loses so much of the whole is what fails. */
    private static final double MOSTLY = 0.75;

    /** Smaller parts are not followed. */
    private static final double LEAST = 0.02;

    /** A callee that itself loses so much of what its callers do is where it is lost. */
    private static final double SHOWN = 0.3;

    private static final int MAX_DEPTH = 12;

    private final CallTable calls;
    private final Topology topology;
    private final Map<String, Double> kept = new LinkedHashMap<>();

    CallFlow(CallTable calls, Topology topology) {
        this.calls = calls;
        this.topology = topology;
    }

    /** What is followed. */
    private enum Kind {
        FAILURES,
        WAITING
    }

    /**
     * How much of the trouble of these entities is each one's own; the sum is at most 1. Empty if
     * none of them loses anything.
     */
    Map<String, Double> from(Collection<String> about) {
        kept.clear();
        Map<String, Kind> begins = new LinkedHashMap<>();
        for (String entity : about) {
            Optional<Calls> served = served(entity);
            if (served.isPresent() && served.get().lost() > 0) {
                begins.put(entity, Kind.FAILURES);
            } else if (served.isPresent() && served.get().waited() > 0) {
                begins.put(entity, Kind.WAITING);
            }
        }
        begins.forEach(
                (entity, kind) -> follow(entity, kind, 1.0 / begins.size(), new HashSet<>(), 0));
        return new LinkedHashMap<>(kept);
    }

    /** What it answers by its own measure, else as those that ask it see it. */
    private Optional<Calls> served(String entity) {
        return calls.served(entity).or(() -> seen(entity));
    }

    private Optional<Calls> seen(String entity) {
        return topology.in(entity).stream()
                .map(relation -> calls.asked(relation.source()).get(entity))
                .filter(c -> c != null)
                .reduce(Calls::worse);
    }

    private void follow(String entity, Kind kind, double mass, Set<String> path, int depth) {
        if (mass < LEAST || depth > MAX_DEPTH || !path.add(entity)) {
            keep(entity, mass);
            return;
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        double sum = 0;
        for (String caller : callers(entity)) {
            for (Map.Entry<String, Calls> one : calls.asked(caller).entrySet()) {
                double quantity = of(one.getValue(), kind);
                if (quantity > 0 && !path.contains(one.getKey())) {
                    parts.merge(one.getKey(), quantity, Double::sum);
                    sum += quantity;
                }
            }
        }
        double own = calls.served(entity).map(c -> of(c, kind)).orElse(0.0);
        double all = Math.max(own, sum);
        double left = mass;
        for (Map.Entry<String, Double> part : parts.entrySet()) {
            double share = mass * part.getValue() / all;
            left -= share;
            arrive(part.getKey(), kind, share, part.getValue(), path, depth);
        }
        path.remove(entity);
        boolean isWaiting =
                kind == Kind.FAILURES
                        && calls.served(entity).filter(c -> c.waited() > 0).isPresent();
        if (isWaiting) {
            // It gives up what takes too long: its failures come from what it waits for.
            follow(entity, Kind.WAITING, Math.max(0, left), path, depth + 1);
        } else {
            keep(entity, Math.max(0, left));
        }
    }

    /** Follows to one that is asked, by what is seen of it there. */
    private void arrive(
            String callee, Kind kind, double mass, double quantity, Set<String> path, int depth) {
        Optional<Calls> own = calls.served(callee);
        if (own.isEmpty() || of(own.get(), kind) >= SHOWN * quantity) {
            follow(callee, kind, mass, path, depth + 1);
        } else if (kind == Kind.FAILURES && own.get().waited() > 0) {
            // Too slow for its callers, which give up.
            follow(callee, Kind.WAITING, mass, path, depth + 1);
        } else {
            keep(callee, mass);
        }
    }

    /**
     * The entity, and the whole that it is an instance of: who calls is often only known of that.
     */
    private List<String> callers(String entity) {
        List<String> callers = new ArrayList<>(List.of(entity));
        for (Relation relation : topology.out(entity)) {
            if (Vicinity.isMadeOf(relation.label())) {
                callers.add(relation.target());
            }
        }
        return callers;
    }

    /** Where one instance of several loses nearly all, it is that one. */
    private void keep(String entity, double mass) {
        if (mass <= 0) {
            return;
        }
        kept.merge(instance(entity).orElse(entity), mass, Double::sum);
    }

    private Optional<String> instance(String whole) {
        Map<String, Double> lost = new LinkedHashMap<>();
        Map<String, Double> waited = new LinkedHashMap<>();
        for (Relation relation : topology.in(whole)) {
            if (Vicinity.isMadeOf(relation.label())) {
                calls.served(relation.source())
                        .ifPresent(c -> {
                            lost.put(relation.source(), c.lost());
                            waited.put(relation.source(), c.waited());
                        });
            }
        }
        return lost.size() < 2 ? Optional.empty() : most(lost).or(() -> most(waited));
    }

    private static Optional<String> most(Map<String, Double> quantities) {
        double sum = quantities.values().stream().mapToDouble(Double::doubleValue).sum();
        return quantities.entrySet().stream()
                .filter(e -> sum > 0 && e.getValue() >= MOSTLY * sum)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static double of(Calls calls, Kind kind) {
        return switch (kind) {
            case FAILURES -> calls.lost();
            case WAITING -> calls.waited();
        };
    }
}
