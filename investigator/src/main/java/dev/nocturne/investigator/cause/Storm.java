package dev.nocturne.investigator.cause;

import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.environment.alarm.OpenAlarms;
import dev.nocturne.environment.alarm.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alarms of an incident that count.
 *
 * @param window from the first alarm to the alert
 * @param all every alarm of the window, oldest first
 * @param counted those that may be symptoms, by entity in order of their first alarm
 * @param cleared alarms that were over before the alert
 */
public record Storm(Window window, List<Alarm> all, Map<String, List<Alarm>> counted, int cleared) {
    /** Alarms of entities beyond this number add nothing to a diagnosis. */
    private static final int MAX_ALARMS = 200_000;

    /**
     * Leaves out what is over, and what is mild when something grave is there: a fault shows in its
     * gravest alarms.
     */
    static Storm of(Window window, List<Alarm> alarms) {
        List<Alarm> all = alarms.size() > MAX_ALARMS ? alarms.subList(0, MAX_ALARMS) : alarms;
        List<Alarm> open = OpenAlarms.at(window.until(), all);
        long raised = all.stream().filter(a -> a.complaint() != Complaint.OVER).count();
        boolean grave = open.stream().anyMatch(a -> a.severity().compareTo(Severity.MAJOR) >= 0);
        Map<String, List<Alarm>> counted = new LinkedHashMap<>();
        for (Alarm alarm : open) {
            if (!grave || alarm.severity().compareTo(Severity.MAJOR) >= 0) {
                counted.computeIfAbsent(alarm.entity(), e -> new ArrayList<>(1)).add(alarm);
            }
        }
        return new Storm(window, List.copyOf(all), counted, (int) raised - open.size());
    }
}
