package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.Answer;
import dev.nocturne.scenarios.Answer.Affected;
import dev.nocturne.scenarios.Answer.Impact;
import dev.nocturne.scenarios.Answer.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The right answers, from the model of the shop and the times alone. */
final class ShopAnswers {
    private final Shop shop;

    ShopAnswers(Shop shop) {
        this.shop = shop;
    }

    List<Answer> all() {
        return List.of(locks(), certificate(), campaign());
    }

    private Answer locks() {
        return fault(
                "default_alert",
                ShopAlerts.LOCKS,
                ShopTimes.LOCKS_ALERT,
                ShopTimes.LOCKS,
                List.of("inventory", "checkout"),
                List.of("analytics-batch", "host-06", "search-index", "ext-northpay"),
                "Nothing that checkout needs is slowed down by analytics-batch or host-06.");
    }

    private Answer certificate() {
        return fault(
                "failing_payments_alert",
                ShopAlerts.CERTIFICATE,
                ShopTimes.CERTIFICATE_ALERT,
                ShopTimes.CERTIFICATE,
                List.of("payment", "checkout"),
                List.of("message-broker", "ext-mailwing", "notification", "search-index"),
                "message-broker answers as usual.");
    }

    private Answer campaign() {
        return new Answer(
                "traffic_peak_alert",
                ShopAlerts.CAMPAIGN,
                ShopTimes.CAMPAIGN_ALERT,
                Verdict.NO_FAULT,
                List.of(),
                ShopTimes.CAMPAIGN_ALERT,
                List.of("web-frontend"),
                List.of("analytics-batch", "inventory-db", "ext-northpay", "search-index"),
                List.of(),
                new Impact(0, 0, 0, 0, Sla.CURRENCY),
                List.of(),
                List.of("checkout is as available and as fast as ever."));
    }

    private Answer fault(
            String key,
            String file,
            Instant time,
            Fault fault,
            List<String> chain,
            List<String> mustNotName,
            String contradiction) {
        Health worst = Health.atWorst(shop, fault);
        List<Flow> down = shop.flows().stream().filter(worst::down).toList();
        List<Flow> degraded = shop.flows().stream().filter(worst::degraded).toList();
        List<Flow> suffering = Stream.concat(down.stream(), degraded.stream()).toList();
        List<String> names = new ArrayList<>(List.of(fault.entity()));
        names.addAll(chain);
        suffering.forEach(flow -> names.add(flow.id()));
        List<Affected> affected = new ArrayList<>();
        down.forEach(flow -> affected.add(new Affected(flow.id(), "BusinessFlow", "down")));
        degraded.forEach(flow -> affected.add(new Affected(flow.id(), "BusinessFlow", "degraded")));
        return new Answer(
                key,
                file,
                time,
                Verdict.FAULT,
                List.of(fault.entity()),
                fault.episode().when().from(),
                names,
                mustNotName,
                affected,
                impact(suffering),
                List.of(),
                List.of(contradiction));
    }

    /** Here the SLAs count a degraded flow like one that is down. */
    private Impact impact(List<Flow> suffering) {
        return new Impact(
                suffering.size(),
                suffering.stream().mapToLong(Flow::customers).sum(),
                suffering.stream().mapToLong(Flow::users).sum(),
                suffering.stream().mapToLong(flow -> shop.slaOf(flow).penaltyPerHour()).sum(),
                Sla.CURRENCY);
    }
}
