package dev.nocturne.scenarios.shop;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Propagates faults from callees to callers: each call adds the callee's extra latency and its
 * errors to the caller.
 */
record FaultEffects(
        Shop shop, List<ComponentFault> faults, ToDoubleFunction<ComponentFault> strength) {
    /** A flow is degraded if its extra latency exceeds this share of its usual duration. */
    private static final double SLOW_SHARE = 0.3;

    /** A flow is degraded if more than this share of it fails. */
    private static final double FAILING_SHARE = 0.01;

    /** A flow is down if more than this share of it fails. */
    private static final double DOWN_SHARE = 0.5;

    /** The effects of one fault at its full strength. */
    static FaultEffects atWorst(Shop shop, ComponentFault fault) {
        return new FaultEffects(shop, List.of(fault), any -> 1);
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

    /** The share of requests that fail, from 0 to 1. */
    double errorShare(Component component) {
        double successShare = 1;
        for (ComponentFault fault : faults) {
            if (fault.entity().equals(component.id())) {
                successShare *= 1 - fault.errorShare() * strength.applyAsDouble(fault);
            }
        }
        for (Component.Call call : component.calls()) {
            successShare *= 1 - call.share() * errorShare(shop.component(call.callee()));
        }
        return 1 - successShare;
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

    boolean isDown(Flow flow) {
        return errorShare(flow) > DOWN_SHARE;
    }

    boolean isDegraded(Flow flow) {
        boolean slow = excessMs(flow) > SLOW_SHARE * flow.durationMs();
        return !isDown(flow) && (slow || errorShare(flow) > FAILING_SHARE);
    }
}
