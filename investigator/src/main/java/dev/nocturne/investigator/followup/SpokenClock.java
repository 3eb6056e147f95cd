package dev.nocturne.investigator.followup;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Times of a day as they are spoken: "half past three", "halb vier nachts", "18:40 in Berlin". */
final class SpokenClock {
    /** Lists of words before the hour, with the minutes that they add to it. */
    private static final Map<String, Integer> MINUTES =
            Map.of(
                    "half after", 30,
                    "half before", -30,
                    "quarter after", 15,
                    "quarter before", -15);

    private static final String NUMBERS =
            "(\\d{1,2}|" + String.join("|", Language.all("number words")) + ")";

    private static final Pattern SPOKEN =
            Pattern.compile(
                    "(?iu)\\b(?:("
                            + MINUTES.keySet().stream()
                                    .flatMap(list -> Language.all(list).stream())
                                    .sorted(Comparator.comparingInt(String::length).reversed())
                                    .map(Pattern::quote)
                                    .collect(Collectors.joining("|"))
                            + ")\\s+"
                            + NUMBERS
                            + ")\\b(?!\\s*[:\\d])(?:\\s+(?:in\\s+the\\s+|at\\s+)?(\\p{L}+))?");

    private static final Pattern PLACE =
            Pattern.compile("(?iu)\\d{1,2}:\\d{2}\\s+(?:in\\s+)?(\\p{L}{4,})\\b");

    private SpokenClock() {}

    /** The text with the first such time in digits. */
    static String inDigits(String text) {
        Matcher spoken = SPOKEN.matcher(text);
        if (!spoken.find()) {
            return text;
        }
        int hour = number(spoken.group(2).toLowerCase(Locale.ROOT));
        int minutes = 60 * hour + minutes(spoken.group(1).toLowerCase(Locale.ROOT));
        String part = spoken.group(3) == null ? "" : spoken.group(3).toLowerCase(Locale.ROOT);
        boolean late = Language.all("after noon").contains(part);
        int ofDay = Math.floorMod(minutes + (late && hour < 12 ? 12 * 60 : 0), 24 * 60);
        return text.substring(0, spoken.start())
                + String.format(Locale.ROOT, "%02d:%02d", ofDay / 60, ofDay % 60)
                + " "
                + text.substring(spoken.group(3) == null ? spoken.end() : spoken.start(3));
    }

    private static int minutes(String before) {
        return MINUTES.entrySet().stream()
                .filter(list -> Language.all(list.getKey()).contains(before))
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static int number(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return Integer.parseInt(word);
        }
        for (Language language : Language.ALL) {
            int at = language.numberWords().indexOf(word);
            if (at >= 0) {
                return at + 1;
            }
        }
        throw new IllegalArgumentException(word + " is no number");
    }

    /** The zone of a town that is written behind a time of a day. */
    static Optional<ZoneId> place(String text) {
        Matcher place = PLACE.matcher(text);
        List<ZoneId> zones = new ArrayList<>();
        while (place.find()) {
            String town = "/" + place.group(1).toLowerCase(Locale.ROOT);
            ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(town))
                    .sorted()
                    .limit(1)
                    .map(ZoneId::of)
                    .forEach(zones::add);
        }
        return zones.stream().findFirst();
    }
}
