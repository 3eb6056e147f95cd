package dev.nocturne.investigator.alert;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.names.UnknownName;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.time.TimeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an alert's text says, before anything is checked.
 *
 * @param raised when it was raised, epoch milliseconds
 * @param latest up to when its author had data; {@code raised} when it does not say
 * @param start when what it tells of began, as far as it says; {@code raised} otherwise
 * @param alarms the alarms it lists, oldest first
 * @param entities every entity it names, in order of appearance
 * @param calledWell those of them of which it only says that they are well
 * @param subject the entity it is about, where it says so ({@code Service: X}) or names but one
 * @param metric the metric column it names
 * @param family the family of metrics it speaks of
 * @param dated whether it names any time at all
 * @param dayTold whether it says which day; "at 11:31 today" does not
 * @param assumptions a sentence for each thing about its times that it leaves out
 * @param unknown words that are meant as entities and are none
 */
public record Alert(
        String text,
        long raised,
        long latest,
        long start,
        List<Alarm> alarms,
        List<String> entities,
        List<String> calledWell,
        Optional<String> subject,
        Optional<String> metric,
        MetricSense.Family family,
        boolean dated,
        boolean dayTold,
        List<String> assumptions,
        List<UnknownName> unknown) {
    /** Whether it asks how things are now, at the latest time that it says: "still down?". */
    public boolean asksOfNow() {
        String said = " " + String.join(" ", Words.of(text)) + " ";
        return latest > raised
                && AlertWords.of("asks of now").stream()
                        .anyMatch(words -> said.contains(" " + words + " "));
    }

    /** The same alert, with data up to a later time. */
    public Alert upTo(long later) {
        return new Alert(
                text,
                raised,
                Math.max(latest, later),
                start,
                alarms,
                entities,
                calledWell,
                subject,
                metric,
                family,
                dated,
                dayTold,
                assumptions,
                unknown);
    }

    /** The same alert, taken to be of that time. */
    public Alert at(long began, long then, String assumption) {
        List<String> more = new ArrayList<>(assumptions);
        more.add(assumption);
        return of(then, then, began, more);
    }

    /** The same alert, taken to be of an earlier day. */
    public Alert daysBefore(long shift, String assumption) {
        List<String> more = new ArrayList<>(assumptions);
        more.removeIf(a -> a.startsWith(TimeReader.NO_DAY));
        more.add(assumption);
        return of(raised - shift, latest - shift, start - shift, more);
    }

    /** The same alert at other times, of which the day is known. */
    private Alert of(long raisedAt, long latestAt, long startAt, List<String> assumed) {
        return new Alert(
                text,
                raisedAt,
                latestAt,
                startAt,
                alarms,
                entities,
                calledWell,
                subject,
                metric,
                family,
                dated,
                true,
                assumed,
                unknown);
    }

    public Alert {
        alarms = List.copyOf(alarms);
        entities = List.copyOf(entities);
        calledWell = List.copyOf(calledWell);
        assumptions = List.copyOf(assumptions);
        unknown = List.copyOf(unknown);
    }
}
