package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.Episode;
import dev.nocturne.scenarios.TimeSpan;
import dev.nocturne.scenarios.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The times of all incidents and alerts. Incidents after the last alert mislead an investigator
 * that uses data from after the alert.
 */
final class ShopTimes {
    private ShopTimes() {}

    static final TimeSpan ALL = TimeSpan.of("2026-06-15T00:00:00Z", "2026-06-18T00:00:00Z");

    /** An advertising campaign raises the traffic; capacity was added beforehand. */
    static final Episode CAMPAIGN =
            new Episode(
                    TimeSpan.of("2026-06-15T17:30:00Z", "2026-06-15T19:45:00Z"),
                    Duration.ofMinutes(20));

    static final Instant CAMPAIGN_ALERT = Instant.parse("2026-06-15T18:25:00Z");

    /** A long transaction holds locks on the stock table. */
    static final ComponentFault LOCKS =
            new ComponentFault(
                    "inventory-db",
                    episode("2026-06-16T11:24:00Z", "2026-06-16T12:41:00Z", 6),
                    860,
                    0);

    /** Deviates more than the locks do, but affects only a batch job that no customer waits for. */
    static final ComponentFault BATCH =
            new ComponentFault(
                    "analytics-batch",
                    episode("2026-06-16T11:06:00Z", "2026-06-16T12:20:00Z", 3),
                    14_000,
                    0.35);

    static final Instant LOCKS_ALERT = Instant.parse("2026-06-16T11:45:00Z");

    /** The payment provider's certificate expires. */
    static final ComponentFault CERTIFICATE =
            new ComponentFault(
                    "ext-northpay",
                    episode("2026-06-17T08:12:00Z", "2026-06-17T09:35:00Z", 0),
                    0,
                    0.97);

    /** Mail is slow that morning; no flow is affected. */
    static final ComponentFault MAIL =
            new ComponentFault(
                    "ext-mailwing",
                    episode("2026-06-17T08:03:00Z", "2026-06-17T10:10:00Z", 4),
                    4_200,
                    0);

    static final Instant CERTIFICATE_ALERT = Instant.parse("2026-06-17T08:26:00Z");

    /** Begins after every alert. */
    static final ComponentFault LATE_INDEX =
            new ComponentFault(
                    "search-index",
                    episode("2026-06-17T20:10:00Z", "2026-06-17T20:55:00Z", 2),
                    1_900,
                    0.9);

    static final List<ComponentFault> FAULTS = List.of(LOCKS, BATCH, CERTIFICATE, MAIL, LATE_INDEX);

    /** A sample every five minutes; every minute around sudden events. */
    static final Timeline TIMELINE =
            new Timeline(
                    ALL,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    List.of(
                            TimeSpan.of("2026-06-15T17:20:00Z", "2026-06-15T18:40:00Z"),
                            TimeSpan.of("2026-06-16T10:50:00Z", "2026-06-16T12:10:00Z"),
                            TimeSpan.of("2026-06-17T07:45:00Z", "2026-06-17T08:55:00Z")));

    private static Episode episode(String from, String to, int rampMinutes) {
        return new Episode(TimeSpan.of(from, to), Duration.ofMinutes(rampMinutes));
    }
}
