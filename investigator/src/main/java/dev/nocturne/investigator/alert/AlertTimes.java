package dev.nocturne.investigator.alert;

import dev.nocturne.investigator.signal.Alarm;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times an alert names, by what stands before them. A time without a zone is UTC. */
record AlertTimes(OptionalLong raised, OptionalLong latest, OptionalLong start) {
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?)\\s?(Z|UTC|[+-]\\d\\d:?\\d\\d)?");
    private static final List<String> LATEST =
            List.of("latest", "until", "last data", "data to", "end");
    private static final List<String> START =
            List.of("since", "from", "start", "began", "begin", "onset");
    private static final List<String> RAISED =
            List.of(
                    "raised",
                    "triggered",
                    "reported",
                    "opened",
                    "created",
                    "detected",
                    "time",
                    "date",
                    "fired",
                    "sent");

    /** How far before a time its label may stand. */
    private static final int LABEL_REACH = 24;

    static AlertTimes of(List<String> lines, List<Alarm> alarms) {
        OptionalLong raised = OptionalLong.empty();
        OptionalLong latest = OptionalLong.empty();
        OptionalLong start = OptionalLong.empty();
        OptionalLong plain = OptionalLong.empty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher matcher = TIME.matcher(line);
            while (matcher.find()) {
                OptionalLong time = parse(matcher);
                String before =
                        line.substring(Math.max(0, matcher.start() - LABEL_REACH), matcher.start())
                                .toLowerCase(Locale.ROOT);
                if (time.isEmpty() || isAlarm(time.getAsLong(), alarms)) {
                    continue;
                }
                if (has(before, LATEST)) {
                    latest = latest.isEmpty() ? time : latest;
                } else if (has(before, RAISED)) {
                    raised = raised.isEmpty() ? time : raised;
                } else if (has(before, START)) {
                    start = start.isEmpty() ? time : start;
                } else if (plain.isEmpty()) {
                    plain = time;
                }
            }
        }
        if (raised.isEmpty()) {
            raised = plain;
        }
        OptionalLong first = alarms.stream().mapToLong(Alarm::time).min();
        OptionalLong last = alarms.stream().mapToLong(Alarm::time).max();
        if (raised.isEmpty()) {
            raised = last.isPresent() ? last : latest.isPresent() ? latest : start;
        }
        return new AlertTimes(raised, latest, start.isPresent() ? start : first);
    }

    private static boolean isAlarm(long time, List<Alarm> alarms) {
        return alarms.stream().anyMatch(a -> a.time() == time);
    }

    private static boolean has(String before, List<String> words) {
        return words.stream().anyMatch(before::contains);
    }

    /** The first time in the text, epoch milliseconds. */
    static OptionalLong first(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.find() ? parse(matcher) : OptionalLong.empty();
    }

    private static OptionalLong parse(Matcher matcher) {
        String clock = matcher.group(2).replace(',', '.');
        String zone = matcher.group(3);
        try {
            LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + clock);
            Instant instant =
                    zone == null || zone.equals("Z") || zone.equals("UTC")
                            ? local.toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.of(local, ZoneOffset.of(zone)).toInstant();
            return OptionalLong.of(instant.toEpochMilli());
        } catch (DateTimeException notATime) {
            return OptionalLong.empty();
        }
    }
}
