package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.AlarmStream;
import dev.nocturne.scenarios.GeneratedFiles;
import dev.nocturne.scenarios.TimeSpan;

/** The alert texts as monitors and people wrote them. Some of their statements are wrong. */
final class ShopAlerts {
    static final String LOCKS = "data/prompts/slow_checkout_alert.md";
    static final String CERTIFICATE = "data/prompts/failing_payments_alert.md";
    static final String CAMPAIGN = "data/prompts/traffic_peak_alert.md";

    private static final int HEAD = 20;

    private final AlarmStream stream;

    ShopAlerts(AlarmStream stream) {
        this.stream = stream;
    }

    void write(GeneratedFiles files) {
        files.add(LOCKS, locks());
        files.add(CERTIFICATE, certificate());
        files.add(CAMPAIGN, campaign());
    }

    private String locks() {
        TimeSpan span =
                new TimeSpan(ShopTimes.LOCKS_ALERT.minusSeconds(2400), ShopTimes.LOCKS_ALERT);
        return """
        # ALARM checkout latency above its objective

        Service: checkout
        Metric: LatencyP95, objective 1000 ms
        Raised: 2026-06-16T11:31:00Z
        Latest data: 2026-06-16T11:45:00Z

        Alarms since 2026-06-16T11:05:00Z:

        %s
        On-call note: host-06 has been at 97 percent processor load since the analytics-batch run began, probably that is the cause.
        Find the root cause and which business flows suffer.
        """
                .formatted(stream.head(span, HEAD));
    }

    private static String certificate() {
        return """
        # ALARM web-frontend availability below its objective

        Service: web-frontend
        Metric: Availability, objective 99.5 percent
        Raised: 2026-06-17T08:17:00Z
        Latest data: 2026-06-17T08:26:00Z

        Support reports that orders cannot be completed. Confirmation mails have been late since a little after eight, so the desk
        suspects a partition of message-broker. Confirm or correct this, and say which flows are down.
        """;
    }

    private static String campaign() {
        return """
        # ALARM web-frontend requests far above forecast

        Service: web-frontend
        Metric: Requests, forecast exceeded by more than 60 percent
        Raised: 2026-06-15T17:52:00Z
        Latest data: 2026-06-15T18:25:00Z

        Overload or an attack is suspected; checkout is said to be failing for customers. Find the root cause, or say that
        there is no fault.
        """;
    }
}
