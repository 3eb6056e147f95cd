package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares metrics with their limits, and with what is wanted of them. */
final class Limits {
    private static final Map<String, List<String>> WORDS = WordLists.read("metrics.txt");

    /** From this share of a limit on there is no room left. */
    private static final double NEAR_LIMIT = 0.95;

    /** From here on nothing is free of what is measured in percent. */
    private static final double FULL_PERCENT = 97;

    private static final double LIMIT = 0.75;
    private static final double SHORT_OF = 0.7;

    private Limits() {}

    /** A metric beside one that is named as its limit, or as what is wanted of it. */
    static List<Symptom> of(Series series, List<Series> own, Window window) {
        List<Symptom> symptoms = new ArrayList<>();
        double[] now = Readings.within(series, window);
        if (now.length == 0) {
            return symptoms;
        }
        double value = now[now.length - 1];
        List<String> words = Words.of(series.metric());
        if (has("percent", words) && has("filled", words) && value >= FULL_PERCENT) {
            symptoms.add(
                    new Symptom(
                            series.entity(),
                            Symptom.Kind.LIMIT,
                            beginOfFull(series, window.until()),
                            Symptom.GOING_ON,
                            LIMIT,
                            series.metric() + " is " + Say.number(value) + ": full",
                            Optional.empty()));
        }
        for (Series other : own) {
            if (other == series || !other.group().equals(series.group())) {
                continue;
            }
            double[] limits = Readings.within(other, window);
            if (limits.length == 0) {
                continue;
            }
            double limit = limits[limits.length - 1];
            List<String> otherWords = Words.of(other.metric());
            if (has("wanted", otherWords) && has("available", words) && value < limit) {
                symptoms.add(
                        new Symptom(
                                series.entity(),
                                Symptom.Kind.LIMIT,
                                beginOfShortage(series, other, window.until()),
                                Symptom.GOING_ON,
                                SHORT_OF,
                                series.metric()
                                        + " is "
                                        + Say.number(value)
                                        + ", "
                                        + other.metric()
                                        + " is "
                                        + Say.number(limit),
                                Optional.empty()));
            } else if (limits(otherWords, words) && limit > 0 && value >= NEAR_LIMIT * limit) {
                symptoms.add(
                        new Symptom(
                                series.entity(),
                                Symptom.Kind.LIMIT,
                                beginOfLimit(series, other, window.until()),
                                Symptom.GOING_ON,
                                LIMIT,
                                series.metric()
                                        + " is "
                                        + Say.number(value)
                                        + " of "
                                        + Say.number(limit)
                                        + " ("
                                        + other.metric()
                                        + ")",
                                Optional.empty()));
            }
        }
        return symptoms;
    }

    /** {@code mem_limit_mib} limits {@code mem_mib}: the same words and one that says limit. */
    private static boolean limits(List<String> limit, List<String> limited) {
        List<String> rest = new ArrayList<>(limit);
        boolean named = rest.removeIf(w -> listed("limit").contains(w));
        return named && !has("wanted", limit) && rest.equals(limited);
    }

    private static long beginOfFull(Series series, long until) {
        long begin = until;
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= until && !Double.isNaN(series.values()[i])) {
                if (series.values()[i] < FULL_PERCENT) {
                    break;
                }
                begin = series.times()[i];
            }
        }
        return begin;
    }

    private static long beginOfShortage(Series have, Series want, long until) {
        return begin(have, want, until, (value, wanted) -> value < wanted);
    }

    private static long beginOfLimit(Series series, Series limit, long until) {
        return begin(series, limit, until, (value, most) -> value >= NEAR_LIMIT * most);
    }

    /** Compares two values that were measured at the same time. */
    private interface Bad {
        boolean test(double value, double other);
    }

    /** From when on each value was bad beside the other one of its time. */
    private static long begin(Series series, Series beside, long until, Bad bad) {
        Map<Long, Double> others = new HashMap<>();
        for (int i = 0; i < beside.size(); i++) {
            others.put(beside.times()[i], beside.values()[i]);
        }
        long begin = until;
        for (int i = series.size() - 1; i >= 0; i--) {
            double other = others.getOrDefault(series.times()[i], Double.NaN);
            double value = series.values()[i];
            if (series.times()[i] > until || Double.isNaN(value) || Double.isNaN(other)) {
                continue;
            }
            if (!bad.test(value, other)) {
                break;
            }
            begin = series.times()[i];
        }
        return begin;
    }

    private static boolean has(String key, List<String> words) {
        return words.stream().anyMatch(listed(key)::contains);
    }

    private static List<String> listed(String key) {
        return WORDS.getOrDefault(key, List.of());
    }
}
