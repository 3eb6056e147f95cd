package dev.nocturne.investigator.alert;

import dev.nocturne.investigator.time.ReadTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The times an alert names apart from those of its alarms, by the words around them.
 *
 * @param raised when it was raised; empty if no time says so, not even a plain one
 * @param latest up to when its author had data
 * @param start when what it is about began
 * @param assumptions what was assumed about the times that are used
 */
record AlertTimes(
        OptionalLong raised, OptionalLong latest, OptionalLong start, List<String> assumptions) {

    /** How far before a time the word that says its role may stand, and how far after it. */
    private static final int WORD_BEFORE = 24;

    private static final int WORD_AFTER = 8;

    /**
     * Between such a word and its time: nothing that ends a part of the line, and no other time.
     */
    private static final Pattern GAP = Pattern.compile("[^,;|.!?()\\d]{0,14}");

    private static final Duration DAY = Duration.ofDays(1);

    /** Words as short as this have to stand alone: "ab" is not the end of "fab". */
    private static final int SHORT_WORD = 4;

    /** What a time in an alert is the time of. */
    enum Role {
        RAISED,
        LATEST,
        START,
        END,
        PLAIN
    }

    /**
     * @param last whether of several times at which it was raised the last counts, as in a document
     *     of many alerts; else the first, as in a mail
     */
    static AlertTimes of(String text, List<ReadTime> times, boolean last) {
        Map<Role, ReadTime> byRole = new EnumMap<>(Role.class);
        Set<Role> ofFields = last ? rolesOfFields(text, times) : Set.of();
        for (ReadTime time : times) {
            Role role = role(text, time);
            boolean isKnownBetter =
                    role == Role.PLAIN ? !ofFields.isEmpty() : ofFields.contains(role);
            if (isKnownBetter && !isField(text, time)) {
                continue;
            }
            boolean takesLast = role == Role.PLAIN || role == Role.LATEST || last;
            byRole.merge(role, time, (one, other) -> better(one, other, takesLast));
        }
        byRole.remove(Role.END);
        ReadTime plain = byRole.remove(Role.PLAIN);
        if (plain != null) {
            byRole.putIfAbsent(Role.RAISED, plain);
        }
        ReadTime raised = byRole.get(Role.RAISED);
        ReadTime start = byRole.get(Role.START);
        if (raised != null && start != null && isSameDay(start, raised)) {
            byRole.remove(Role.START);
        }
        ReadTime latest = byRole.get(Role.LATEST);
        if (raised != null && latest != null && isSameDay(raised, latest)) {
            byRole.remove(Role.RAISED);
        }
        List<String> assumptions = new ArrayList<>();
        byRole.values().forEach(time -> assumptions.addAll(time.assumptions()));
        return new AlertTimes(
                millis(byRole.get(Role.RAISED)),
                millis(byRole.get(Role.LATEST)),
                millis(byRole.get(Role.START)),
                assumptions);
    }

    private static Set<Role> rolesOfFields(String text, List<ReadTime> times) {
        return times.stream()
                .filter(time -> isField(text, time))
                .map(time -> role(text, time))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** Whether it is the value of a field of a document, not a part of a text. */
    private static boolean isField(String text, ReadTime time) {
        return text.startsWith(": ", time.from() - 2);
    }

    /** One with a time of day is better than a day alone. */
    private static ReadTime better(ReadTime one, ReadTime other, boolean takesLast) {
        boolean oneIsDay = one.precision() == ReadTime.Precision.DAY;
        boolean otherIsDay = other.precision() == ReadTime.Precision.DAY;
        if (oneIsDay != otherIsDay) {
            return oneIsDay ? other : one;
        }
        return takesLast && other.instant().isAfter(one.instant()) ? other : one;
    }

    /** "Since this morning" says less than a time of the same day. */
    private static boolean isSameDay(ReadTime day, ReadTime time) {
        return day.precision() == ReadTime.Precision.DAY
                && Duration.between(day.instant(), time.instant()).compareTo(DAY) < 0;
    }

    private static OptionalLong millis(@Nullable ReadTime time) {
        return time == null ? OptionalLong.empty() : OptionalLong.of(time.instant().toEpochMilli());
    }

    /** The role of a time by the words around it. */
    static Role role(String text, ReadTime time) {
        if (time.precision() == ReadTime.Precision.LENGTH) {
            return Role.START;
        }
        if (isLatest(text, time)) {
            return Role.LATEST;
        }
        int from = Math.max(text.lastIndexOf('\n', time.from()) + 1, time.from() - WORD_BEFORE);
        String before = text.substring(from, time.from()).toLowerCase(Locale.ROOT);
        Role role = Role.PLAIN;
        int nearest = -1;
        for (Role candidate : Role.values()) {
            for (String word : AlertWords.of(candidate.name().toLowerCase(Locale.ROOT))) {
                int end = end(before, word);
                if (end > nearest && GAP.matcher(before.substring(end)).matches()) {
                    nearest = end;
                    role = candidate;
                }
            }
        }
        return role;
    }

    private static boolean isLatest(String text, ReadTime time) {
        String after =
                text.substring(time.until(), Math.min(text.length(), time.until() + WORD_AFTER))
                        .toLowerCase(Locale.ROOT);
        return AlertWords.of("latest after").stream().anyMatch(word -> end(after, word) >= 0);
    }

    /** Where the last such word ends; -1 if there is none. */
    private static int end(String text, String word) {
        int at = text.lastIndexOf(word);
        if (at < 0) {
            return -1;
        }
        boolean alone =
                (at == 0 || !Character.isLetter(text.charAt(at - 1)))
                        && (at + word.length() == text.length()
                                || !Character.isLetter(text.charAt(at + word.length())));
        return alone || word.length() > SHORT_WORD ? at + word.length() : -1;
    }
}
