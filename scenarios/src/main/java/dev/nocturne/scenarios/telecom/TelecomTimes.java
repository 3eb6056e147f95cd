package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Episode;
import dev.nocturne.scenarios.TimeSpan;
import dev.nocturne.scenarios.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The times of all incidents and alerts. Incidents after the last alert mislead an investigator
 * that uses data from after the alert.
 */
final class TelecomTimes {
    private TelecomTimes() {}

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 6, 15);
    static final TimeSpan ALL = TimeSpan.of("2026-06-15T00:00:00Z", "2026-06-18T00:00:00Z");

    /** A restart of the alarm collector replays stale alarms; there is no fault. */
    static final TimeSpan COLLECTOR_RESTART =
            TimeSpan.of("2026-06-15T13:21:08Z", "2026-06-15T13:22:40Z");

    static final Instant NO_FAULT_ALERT = Instant.parse("2026-06-15T13:24:00Z");

    /** An excavator digs near the duct. */
    static final TimeSpan DIGGING = TimeSpan.of("2026-06-16T14:31:00Z", "2026-06-16T14:37:12Z");

    static final String CUT_LINK = "OPT-AST-BRN-1";
    static final TimeSpan CUT = TimeSpan.of("2026-06-16T14:37:12Z", "2026-06-16T18:04:00Z");
    static final Instant CUT_ALERT = Instant.parse("2026-06-16T14:40:00Z");

    static final String WEAK_AMPLIFIER = "AMP-GRA-IVA-1";
    static final String WEAK_LINK = "OPT-GRA-IVA-1";
    static final String WEAK_IP_LINK = "IP-GRA-IVA-1";
    static final Episode PUMP_AGEING =
            new Episode(
                    TimeSpan.of("2026-06-17T02:00:00Z", "2026-06-17T22:10:00Z"),
                    Duration.ofHours(11));
    static final Instant DEGRADATION_ALERT = Instant.parse("2026-06-17T13:05:00Z");

    /** Fails after every alert: the latest storm is not the one to investigate. */
    static final String LATE_NODE = "AGG-KVA-1";

    static final TimeSpan LATE_POWER_LOSS =
            TimeSpan.of("2026-06-17T18:22:40Z", "2026-06-17T19:06:00Z");

    /** A sample every five minutes; every minute around sudden events. */
    static final Timeline TIMELINE =
            new Timeline(
                    ALL,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    List.of(
                            TimeSpan.of("2026-06-15T13:00:00Z", "2026-06-15T13:40:00Z"),
                            TimeSpan.of("2026-06-16T14:00:00Z", "2026-06-16T15:10:00Z"),
                            TimeSpan.of("2026-06-17T18:10:00Z", "2026-06-17T18:40:00Z")));
}
