package dev.nocturne.scenarios.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Shop shop = Shop.load();

    @Test
    void aCallerWaitsForItsCalleeAsOftenAsItCallsIt() {
        Health health = Health.atWorst(shop, ShopTimes.LOCKS);
        double excess = ShopTimes.LOCKS.excessMs();
        assertThat(excess(health, "inventory")).isCloseTo(excess, within(1e-9));
        assertThat(excess(health, "cart")).isCloseTo(0.5 * excess, within(1e-9));
        assertThat(excess(health, "checkout")).isCloseTo(1.8 * excess, within(1e-9));
    }

    @Test
    void whatDoesNotDependOnTheFaultStaysWell() {
        Health health = Health.atWorst(shop, ShopTimes.LOCKS);
        for (String id : List.of("search", "pricing", "payment", "order", "user-account")) {
            assertThat(excess(health, id)).as(id).isZero();
            assertThat(health.errorShare(shop.component(id))).as(id).isZero();
        }
    }

    @Test
    void aFlowThatCannotBePaidIsDownAndNotJustDegraded() {
        Health health = Health.atWorst(shop, ShopTimes.CERTIFICATE);
        assertThat(shop.flows().stream().filter(health::down).map(Flow::id))
                .containsExactly("FLOW-BUY", "FLOW-REFUND");
        assertThat(shop.flows().stream().filter(health::degraded)).isEmpty();
    }

    @Test
    void theLoudAnomaliesTouchNoFlow() {
        for (Fault fault : List.of(ShopTimes.BATCH, ShopTimes.MAIL)) {
            Health health = Health.atWorst(shop, fault);
            assertThat(shop.flows()).noneMatch(flow -> health.down(flow) || health.degraded(flow));
        }
    }

    private double excess(Health health, String component) {
        return health.excessMs(shop.component(component));
    }
}
