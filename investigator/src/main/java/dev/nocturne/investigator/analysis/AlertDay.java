package dev.nocturne.investigator.analysis;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.wording.Say;
import java.util.Set;

/**
 * The day of an alert that says only a time of day. In what was recorded, "at 11:31 today" was
 * written on the day of the incident, which need not be the last day of the data: it is the last
 * one on which what the alert is about raised an alarm at that time.
 */
final class AlertDay {
    private static final long DAY = 24 * 3_600_000L;

    /** Times of day in alerts and in alarms differ by no more than this. */
    private static final long APART = 10 * 60_000L;

    /** For so many days before the end of the data alarms are asked for. */
    private static final int DAYS = 3;

    private AlertDay() {}

    /** The alert as of the day that its alarms tell; the same where it says the day itself. */
    static Alert told(Alert alert, Snapshot snapshot) {
        if (alert.dayTold() || !alert.dated() || snapshot.overview().live()) {
            return alert;
        }
        Set<String> about = CauseFinder.starts(alert);
        for (int back = 0; back <= DAYS; back++) {
            long shift = back * DAY;
            boolean alarmed =
                    snapshot.alarms().stream()
                            .filter(a -> about.contains(a.entity()))
                            .filter(a -> a.severity() != Severity.CLEARED)
                            .anyMatch(a -> Math.abs(a.time() - alert.raised() + shift) <= APART);
            if (alarmed) {
                return back == 0 ? alert : alert.daysBefore(shift, assumption(alert, shift));
            }
        }
        return alert;
    }

    private static String assumption(Alert alert, long shift) {
        return "The alert says a time but no day. "
                + String.join(", ", CauseFinder.starts(alert))
                + " last raised an alarm at that time of day on "
                + Say.date(alert.raised() - shift)
                + ", and the alert is read as of that day.";
    }
}
