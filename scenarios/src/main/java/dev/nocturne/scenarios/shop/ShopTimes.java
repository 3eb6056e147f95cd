package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.Episode;
import dev.nocturne.scenarios.Timeline;
import dev.nocturne.scenarios.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When what happens. The alerts look back from their own times; later incidents are there to
 * mislead.
 */
final class ShopTimes {
    private ShopTimes() {}

    static final Window ALL = Window.of("2026-06-15T00:00:00Z", "2026-06-18T00:00:00Z");

    /** A campaign brings customers; capacity was added beforehand. */
    static final Episode CAMPAIGN =
            new Episode(
                    Window.of("2026-06-15T17:30:00Z", "2026-06-15T19:45:00Z"),
                    Duration.ofMinutes(20));

    static final Instant CAMPAIGN_ALERT = Instant.parse("2026-06-15T18:25:00Z");

    /** A long transaction holds locks on the stock table. */
    static final Fault LOCKS =
            new Fault(
                    "inventory-db",
                    episode("2026-06-16T11:24:00Z", "2026-06-16T12:41:00Z", 6),
                    860,
                    0);

    /** Louder than the locks, on a host and for a job that no customer waits for. */
    static final Fault BATCH =
            new Fault(
                    "analytics-batch",
                    episode("2026-06-16T11:06:00Z", "2026-06-16T12:20:00Z", 3),
                    14_000,
                    0.35);

    static final Instant LOCKS_ALERT = Instant.parse("2026-06-16T11:45:00Z");

    /** The payment provider's certificate runs out. */
    static final Fault CERTIFICATE =
            new Fault(
                    "ext-northpay",
                    episode("2026-06-17T08:12:00Z", "2026-06-17T09:35:00Z", 0),
                    0,
                    0.97);

    /** Mail is slow that morning, without impact. */
    static final Fault MAIL =
            new Fault(
                    "ext-mailwing",
                    episode("2026-06-17T08:03:00Z", "2026-06-17T10:10:00Z", 4),
                    4_200,
                    0);

    static final Instant CERTIFICATE_ALERT = Instant.parse("2026-06-17T08:26:00Z");

    /** After every alert. */
    static final Fault LATE_INDEX =
            new Fault(
                    "search-index",
                    episode("2026-06-17T20:10:00Z", "2026-06-17T20:55:00Z", 2),
                    1_900,
                    0.9);

    static final List<Fault> FAULTS = List.of(LOCKS, BATCH, CERTIFICATE, MAIL, LATE_INDEX);

    /** Five minutes apart; one minute apart shortly before and after what comes suddenly. */
    static final Timeline TIMELINE =
            new Timeline(
                    ALL,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    List.of(
                            Window.of("2026-06-15T17:20:00Z", "2026-06-15T18:40:00Z"),
                            Window.of("2026-06-16T10:50:00Z", "2026-06-16T12:10:00Z"),
                            Window.of("2026-06-17T07:45:00Z", "2026-06-17T08:55:00Z")));

    private static Episode episode(String from, String to, int rampMinutes) {
        return new Episode(Window.of(from, to), Duration.ofMinutes(rampMinutes));
    }
}
