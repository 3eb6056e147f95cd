package dev.nocturne.scenarios.shop;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How faults in callees reach their callers: a caller waits for the callee's extra latency and
 * fails with the callee's errors, as often as it calls it.
 */
record Health(Shop shop, List<Fault> faults, ToDoubleFunction<Fault> strength) {
    /** A flow this much slower than usual counts as degraded. */
    private static final double SLOW_SHARE = 0.3;

    private static final double FAILING_SHARE = 0.01;
    private static final double DOWN_SHARE = 0.5;

    /** One fault at its worst. */
    static Health atWorst(Shop shop, Fault fault) {
        return new Health(shop, List.of(fault), any -> 1);
    }

    double excessMs(Component component) {
        double own =
                faults.stream()
                        .filter(fault -> fault.entity().equals(component.id()))
                        .mapToDouble(fault -> fault.excessMs() * strength.applyAsDouble(fault))
                        .sum();
        return own
                + component.calls().stream()
                        .mapToDouble(c -> c.share() * excessMs(shop.component(c.callee())))
                        .sum();
    }

    /** From 0 to 1. */
    double errorShare(Component component) {
        double well = 1;
        for (Fault fault : faults) {
            if (fault.entity().equals(component.id())) {
                well *= 1 - fault.errorShare() * strength.applyAsDouble(fault);
            }
        }
        for (Component.Call call : component.calls()) {
            well *= 1 - call.share() * errorShare(shop.component(call.callee()));
        }
        return 1 - well;
    }

    double excessMs(Flow flow) {
        return flow.services().stream().mapToDouble(id -> excessMs(shop.component(id))).sum();
    }

    double errorShare(Flow flow) {
        return 1
                - flow.services().stream()
                        .mapToDouble(id -> 1 - errorShare(shop.component(id)))
                        .reduce(1, (a, b) -> a * b);
    }

    boolean down(Flow flow) {
        return errorShare(flow) > DOWN_SHARE;
    }

    boolean degraded(Flow flow) {
        boolean slow = excessMs(flow) > SLOW_SHARE * flow.durationMs();
        return !down(flow) && (slow || errorShare(flow) > FAILING_SHARE);
    }
}
