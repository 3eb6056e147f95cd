package dev.nocturne.scenarios.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultEffectsTest {
    private final Shop shop = Shop.load();

    @Test
    void aCallerWaitsForItsCalleeAsOftenAsItCallsIt() {
        FaultEffects effects = FaultEffects.atWorst(shop, ShopTimes.LOCKS);
        double excess = ShopTimes.LOCKS.excessMs();
        assertThat(excess(effects, "inventory")).isCloseTo(excess, within(1e-9));
        assertThat(excess(effects, "cart")).isCloseTo(0.5 * excess, within(1e-9));
        assertThat(excess(effects, "checkout")).isCloseTo(1.8 * excess, within(1e-9));
    }

    @Test
    void whatDoesNotDependOnTheFaultStaysWell() {
        FaultEffects effects = FaultEffects.atWorst(shop, ShopTimes.LOCKS);
        for (String id : List.of("search", "pricing", "payment", "order", "user-account")) {
            assertThat(excess(effects, id)).as(id).isZero();
            assertThat(effects.errorShare(shop.component(id))).as(id).isZero();
        }
    }

    @Test
    void aFlowThatCannotBePaidIsDownAndNotJustDegraded() {
        FaultEffects effects = FaultEffects.atWorst(shop, ShopTimes.CERTIFICATE);
        assertThat(shop.flows().stream().filter(effects::isDown).map(Flow::id))
                .containsExactly("FLOW-BUY", "FLOW-REFUND");
        assertThat(shop.flows().stream().filter(effects::isDegraded)).isEmpty();
    }

    @Test
    void theLoudAnomaliesTouchNoFlow() {
        for (ComponentFault fault : List.of(ShopTimes.BATCH, ShopTimes.MAIL)) {
            FaultEffects effects = FaultEffects.atWorst(shop, fault);
            assertThat(shop.flows())
                    .noneMatch(flow -> effects.isDown(flow) || effects.isDegraded(flow));
        }
    }

    private double excess(FaultEffects effects, String component) {
        return effects.excessMs(shop.component(component));
    }
}
