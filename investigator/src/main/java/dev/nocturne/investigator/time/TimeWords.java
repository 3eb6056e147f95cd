package dev.nocturne.investigator.time;

import dev.nocturne.environment.words.WordLists;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The words of {@code times.txt}, and the names of months and zones that tables are read by. */
final class TimeWords {
    private static final Map<String, List<String>> WORDS = WordLists.read("times.txt");
    private static final Map<String, List<String>> NAMES = WordLists.read("names.txt");
    private static final Map<String, List<String>> ZONES = WordLists.read("zones.txt");

    private static final Map<String, Integer> MONTHS = numbers(NAMES, "");
    private static final Map<String, Integer> NUMBERS = numbers(WORDS, "");
    private static final Map<String, Integer> WEEKDAYS = numbers(WORDS, "weekday ");
    private static final Map<String, Integer> DAYS_BACK = numbers(WORDS, "day ");
    private static final Map<String, Integer> UNITS = numbers(WORDS, "seconds ");
    private static final Map<String, Integer> ZONE_MINUTES = numbers(ZONES, "");

    private static final String REGION = "region ";

    private TimeWords() {}

    private static Map<String, Integer> numbers(Map<String, List<String>> lists, String prefix) {
        Map<String, Integer> numbers = new HashMap<>();
        lists.forEach((key, words) -> {
            if (key.startsWith(prefix) && key.substring(prefix.length()).matches("-?\\d+")) {
                int number = Integer.parseInt(key.substring(prefix.length()));
                words.forEach(word -> numbers.put(word, number));
            }
        });
        return numbers;
    }

    static boolean is(String key, String word) {
        return WORDS.getOrDefault(key, List.of()).contains(word);
    }

    static OptionalInt month(String word) {
        return number(MONTHS, word);
    }

    static OptionalInt weekday(String word) {
        return number(WEEKDAYS, word);
    }

    static OptionalInt daysBack(String word) {
        return number(DAYS_BACK, word);
    }

    static OptionalInt unitSeconds(String word) {
        return number(UNITS, word);
    }

    /** A number in digits or in words. */
    static OptionalInt number(String word) {
        return word.matches("\\d{1,4}")
                ? OptionalInt.of(Integer.parseInt(word))
                : number(NUMBERS, word);
    }

    static OptionalInt zoneMinutes(String abbreviation) {
        return number(ZONE_MINUTES, abbreviation);
    }

    static boolean isAmbiguousZone(String abbreviation) {
        return is("zone of several", abbreviation);
    }

    private static OptionalInt number(Map<String, Integer> numbers, String word) {
        Integer number = numbers.get(word);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The zone that these words name: {@code german time}. */
    static Optional<ZoneId> region(String words) {
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(REGION))
                .filter(entry -> entry.getValue().contains(words))
                .map(entry -> entry.getKey().substring(REGION.length()))
                .flatMap(name ->
                        ZoneId.getAvailableZoneIds().stream().filter(name::equalsIgnoreCase))
                .map(ZoneId::of)
                .findFirst();
    }
}
