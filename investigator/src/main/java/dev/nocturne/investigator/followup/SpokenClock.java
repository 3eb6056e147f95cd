package dev.nocturne.investigator.followup;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of a day as they are spoken: "half past three", "halb vier nachts", "18:40 in Berlin". */
final class SpokenClock {
    private static final String NUMBERS =
            "(\\d{1,2}|" + String.join("|", Language.all("number words")) + ")";

    private static final Pattern SPOKEN =
            Pattern.compile(
                    "(?iu)\\b(?:(half past|half|quarter past|quarter to|halb|viertel nach|viertel vor|dreiviertel)\\s+"
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
        int minutes =
                60 * hour
                        + switch (spoken.group(1).toLowerCase(Locale.ROOT)) {
                            case "half past", "half" -> 30;
                            case "quarter past", "viertel nach" -> 15;
                            case "quarter to", "viertel vor", "dreiviertel" -> -15;
                            default -> -30;
                        };
        String part = spoken.group(3) == null ? "" : spoken.group(3).toLowerCase(Locale.ROOT);
        boolean late = Language.all("after noon").contains(part);
        int ofDay = Math.floorMod(minutes + (late && hour < 12 ? 12 * 60 : 0), 24 * 60);
        return text.substring(0, spoken.start())
                + String.format(Locale.ROOT, "%02d:%02d", ofDay / 60, ofDay % 60)
                + text.substring(spoken.group(3) == null ? spoken.end() : spoken.start(3));
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
