package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Episode;
import dev.nocturne.scenarios.Timeline;
import dev.nocturne.scenarios.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * When what happens. The alerts look back from their own times; later incidents are there to
 * mislead.
 */
final class TelecomTimes {
    private TelecomTimes() {}

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 6, 15);
    static final Window ALL = Window.of("2026-06-15T00:00:00Z", "2026-06-18T00:00:00Z");

    /** The restart of the alarm collector replays stale alarms; nothing is wrong. */
    static final Window COLLECTOR_RESTART =
            Window.of("2026-06-15T13:21:08Z", "2026-06-15T13:22:40Z");

    static final Instant NO_FAULT_ALERT = Instant.parse("2026-06-15T13:24:00Z");

    /** An excavator works over the duct. */
    static final Window DIGGING = Window.of("2026-06-16T14:31:00Z", "2026-06-16T14:37:12Z");

    static final String CUT_LINK = "OPT-AST-BRN-1";
    static final Window CUT = Window.of("2026-06-16T14:37:12Z", "2026-06-16T18:04:00Z");
    static final Instant CUT_ALERT = Instant.parse("2026-06-16T14:40:00Z");

    static final String WEAK_AMPLIFIER = "AMP-GRA-IVA-1";
    static final String WEAK_LINK = "OPT-GRA-IVA-1";
    static final String WEAK_IP_LINK = "IP-GRA-IVA-1";
    static final Episode PUMP_AGEING =
            new Episode(
                    Window.of("2026-06-17T02:00:00Z", "2026-06-17T22:10:00Z"),
                    Duration.ofHours(11));
    static final Instant DEGRADATION_ALERT = Instant.parse("2026-06-17T13:05:00Z");

    /** After every alert: the newest storm is not the one asked about. */
    static final String LATE_NODE = "AGG-KVA-1";

    static final Window LATE_POWER_LOSS = Window.of("2026-06-17T18:22:40Z", "2026-06-17T19:06:00Z");

    /** Five minutes apart; one minute apart shortly before and after what comes suddenly. */
    static final Timeline TIMELINE =
            new Timeline(
                    ALL,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    List.of(
                            Window.of("2026-06-15T13:00:00Z", "2026-06-15T13:40:00Z"),
                            Window.of("2026-06-16T14:00:00Z", "2026-06-16T15:10:00Z"),
                            Window.of("2026-06-17T18:10:00Z", "2026-06-17T18:40:00Z")));
}
