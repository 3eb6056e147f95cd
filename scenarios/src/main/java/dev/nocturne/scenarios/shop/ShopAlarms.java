package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.AlarmRow;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The threshold alarms: those of the faults, a few that the campaign causes, and noise. */
final class ShopAlarms {
    private static final double MEAN_GAP_SECONDS = 1100;

    /** From the start of a fault until values have exceeded their thresholds for long enough. */
    private static final double DELAY_SECONDS = 150;

    private static final String STAGED =
            """
            2026-06-15T17:46:12.400Z  cdn              Service  TRAFFIC_HIGH  WARNING  Requests above forecast
            2026-06-15T17:52:40.815Z  web-frontend     Service  TRAFFIC_HIGH  WARNING  Requests above forecast
            2026-06-16T11:08:31.207Z  host-06          Host     CPU_HIGH      MAJOR    Processor above 95 percent
            2026-06-16T11:13:31.290Z  host-06          Host     CPU_HIGH      MAJOR    Processor above 95 percent
            2026-06-16T11:27:02.118Z  host-06          Host     CPU_HIGH      MAJOR    Processor above 95 percent
            """;

    private final Shop shop;
    private final Noise noise;
    private final List<AlarmRow> alarms = new ArrayList<>();

    ShopAlarms(Shop shop, long seed) {
        this.shop = shop;
        this.noise = Noise.of(seed, "alarms");
    }

    List<AlarmRow> generate() {
        addBackground();
        ShopTimes.FAULTS.forEach(this::addConsequences);
        TextTable.rows(6, STAGED).forEach(this::addStaged);
        return List.copyOf(alarms);
    }

    private void addStaged(List<String> row) {
        Instant time = Instant.parse(row.get(0));
        alarms.add(new AlarmRow(time, row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)));
    }

    /**
     * Each component that exceeds a threshold when the fault is at full strength raises an alarm,
     * with a delay.
     */
    private void addConsequences(ComponentFault fault) {
        FaultEffects worst = FaultEffects.atWorst(shop, fault);
        for (Component component : shop.components()) {
            Instant time = delay(fault, component);
            if (worst.errorShare(component) > 0.02) {
                raise(time, component, "ERROR_RATE_HIGH", "CRITICAL", "Errors above 2 percent");
            } else if (worst.excessMs(component) > 0.5 * component.latencyMs()) {
                boolean locked =
                        fault.equals(ShopTimes.LOCKS) && fault.entity().equals(component.id());
                String type = locked ? "LOCK_WAIT_HIGH" : "LATENCY_HIGH";
                raise(time, component, type, "MAJOR", "More than half above its usual value");
            }
        }
    }

    private Instant delay(ComponentFault fault, Component component) {
        double own = fault.entity().equals(component.id()) ? 20 : 0;
        double seconds = DELAY_SECONDS + own + noise.between(0, 60);
        return fault.episode().when().from().plusMillis((long) (1000 * seconds));
    }

    private void addBackground() {
        Instant time = ShopTimes.ALL.from().plusMillis(gapMillis());
        while (ShopTimes.ALL.contains(time)) {
            Component component = noise.pick(shop.components());
            String type = noise.pick(List.of("LATENCY_SPIKE", "RETRY_RATE_HIGH", "POD_RESTARTED"));
            raise(time, component, type, "MINOR", "One interval only");
            time = time.plusMillis(gapMillis());
        }
    }

    private long gapMillis() {
        return (long) (-1000 * MEAN_GAP_SECONDS * StrictMath.log(1 - noise.between(0, 1)));
    }

    private void raise(
            Instant time, Component component, String type, String severity, String text) {
        alarms.add(new AlarmRow(time, component.id(), component.label(), type, severity, text));
    }
}
