package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.ExpectedDiagnosis;
import dev.nocturne.scenarios.ExpectedDiagnosis.Affected;
import dev.nocturne.scenarios.ExpectedDiagnosis.Impact;
import dev.nocturne.scenarios.ExpectedDiagnosis.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The correct diagnoses, computed from the model of the shop and the times alone. */
final class ShopDiagnoses {
    private final Shop shop;

    ShopDiagnoses(Shop shop) {
        this.shop = shop;
    }

    List<ExpectedDiagnosis> compute() {
        return List.of(locks(), certificate(), campaign());
    }

    private ExpectedDiagnosis locks() {
        return fault(
                "default_alert",
                ShopAlerts.LOCKS,
                ShopTimes.LOCKS_ALERT,
                ShopTimes.LOCKS,
                List.of("inventory", "checkout"),
                List.of("analytics-batch", "host-06", "search-index", "ext-northpay"),
                "Nothing that checkout needs is slowed down by analytics-batch or host-06.");
    }

    private ExpectedDiagnosis certificate() {
        return fault(
                "failing_payments_alert",
                ShopAlerts.CERTIFICATE,
                ShopTimes.CERTIFICATE_ALERT,
                ShopTimes.CERTIFICATE,
                List.of("payment", "checkout"),
                List.of("message-broker", "ext-mailwing", "notification", "search-index"),
                "message-broker answers as usual.");
    }

    private ExpectedDiagnosis campaign() {
        return new ExpectedDiagnosis(
                "traffic_peak_alert",
                ShopAlerts.CAMPAIGN,
                ShopTimes.CAMPAIGN_ALERT,
                Verdict.NO_FAULT,
                List.of(),
                ShopTimes.CAMPAIGN_ALERT,
                List.of("web-frontend"),
                List.of("analytics-batch", "inventory-db", "ext-northpay", "search-index"),
                List.of(),
                new Impact(0, 0, 0, 0, FlowSla.CURRENCY),
                List.of(),
                List.of("checkout is as available and as fast as ever."));
    }

    private ExpectedDiagnosis fault(
            String key,
            String file,
            Instant time,
            ComponentFault fault,
            List<String> chain,
            List<String> mustNotName,
            String contradiction) {
        FaultEffects worst = FaultEffects.atWorst(shop, fault);
        List<Flow> down = shop.flows().stream().filter(worst::isDown).toList();
        List<Flow> degraded = shop.flows().stream().filter(worst::isDegraded).toList();
        List<Flow> affectedFlows = Stream.concat(down.stream(), degraded.stream()).toList();
        List<String> names = new ArrayList<>(List.of(fault.entity()));
        names.addAll(chain);
        affectedFlows.forEach(flow -> names.add(flow.id()));
        List<Affected> affected = new ArrayList<>();
        down.forEach(flow -> affected.add(new Affected(flow.id(), "BusinessFlow", "down")));
        degraded.forEach(flow -> affected.add(new Affected(flow.id(), "BusinessFlow", "degraded")));
        return new ExpectedDiagnosis(
                key,
                file,
                time,
                Verdict.FAULT,
                List.of(fault.entity()),
                fault.episode().when().from(),
                names,
                mustNotName,
                affected,
                impact(affectedFlows),
                List.of(),
                List.of(contradiction));
    }

    /** The SLAs of the shop count a degraded flow like one that is down. */
    private Impact impact(List<Flow> affectedFlows) {
        return new Impact(
                affectedFlows.size(),
                affectedFlows.stream().mapToLong(Flow::customers).sum(),
                affectedFlows.stream().mapToLong(Flow::users).sum(),
                affectedFlows.stream().mapToLong(flow -> shop.findSla(flow).penaltyPerHour()).sum(),
                FlowSla.CURRENCY);
    }
}
