package dev.nocturne.environment.alarm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which alarms are not over. */
public final class OpenAlarms {
    private OpenAlarms() {}

    /**
     * Those that neither ended by then nor were followed by one of their entity that says that the
     * trouble is over. Alarms that say so are none themselves.
     *
     * @param at epoch milliseconds; no alarm is later
     */
    public static List<Alarm> at(long at, Collection<Alarm> alarms) {
        Map<String, Long> clearedAt = new HashMap<>();
        List<Alarm> raised = new ArrayList<>();
        for (Alarm alarm : alarms) {
            if (alarm.complaint() == Complaint.OVER) {
                clearedAt.merge(alarm.entity(), alarm.time(), Math::max);
            } else {
                raised.add(alarm);
            }
        }
        List<Alarm> open = new ArrayList<>();
        for (Alarm alarm : raised) {
            long cleared = clearedAt.getOrDefault(alarm.entity(), Long.MIN_VALUE);
            if (alarm.ended() > at && alarm.time() > cleared) {
                open.add(alarm);
            }
        }
        return open;
    }
}
