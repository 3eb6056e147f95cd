package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a clause comes to that has a price for each started piece of time: from its first alarm,
 * from a time of the day, or from when what it allows was exceeded.
 */
final class Terms {
    /** After a sum that was computed. */
    static final String SUM = " in all";

    private static final long MINUTE = 60_000L;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long BEFORE = DAY / 2;

    private static final String NUMBER = "(\\d+(?:[.,]\\d+)*)";
    private static final String MONEY =
            "(?:(?:"
                    + alternatives("currency")
                    + ")\\s*"
                    + NUMBER
                    + "|"
                    + NUMBER
                    + "\\s*(?:"
                    + alternatives("currency")
                    + ")(?!\\p{L}))";

    private static final Pattern PRICE = Pattern.compile("(?iu)" + MONEY);

    /** {@code 2 % of the monthly fee (9,000 EUR)}. */
    private static final Pattern SHARE =
            Pattern.compile("(?iu)" + NUMBER + "\\s*%[^.;]{1,60}?" + MONEY);

    private static final Pattern PIECE =
            Pattern.compile(
                    "(?iu)\\b(?:"
                            + alternatives("per started")
                            + ")\\s+(?:("
                            + alternatives("half of")
                            + ")|("
                            + alternatives("quarter of")
                            + "))?[\\s-]*(?:"
                            + alternatives("hour word")
                            + ")\\b");

    private static final Pattern CLOCK =
            Pattern.compile(
                    "(?iu)\\b(?:" + alternatives("after a time") + ")\\s+(\\d{1,2}:\\d{2})\\b");

    private static final Pattern WITHIN =
            Pattern.compile(
                    "(?iu)\\b(?:"
                            + alternatives("within")
                            + ")\\s+(\\d+)\\s*(min|minut|hour|stund)");

    private final Facts facts;
    private final Windows windows;

    Terms(Facts facts) {
        this.facts = facts;
        this.windows = new Windows(facts);
    }

    private static String alternatives(String list) {
        return String.join("|", Language.all(list).stream().map(Pattern::quote).toList());
    }

    /** Whether a text has a price. */
    static boolean hasPrice(String text) {
        return PRICE.matcher(text).find();
    }

    /**
     * What it comes to up to the end of the alert, or up to a time of the day that is supposed.
     *
     * @param entity who the clause is about; empty where it is about none that is known
     */
    Optional<String> soFar(String words, String entity, Question question, Snapshot asked) {
        Matcher piece = PIECE.matcher(words);
        Optional<Double> price = price(words);
        if (!piece.find() || price.isEmpty()) {
            return Optional.empty();
        }
        long length = 60 * MINUTE / (piece.group(1) != null ? 2 : piece.group(2) != null ? 4 : 1);
        String what =
                piece.group(1) != null
                        ? "half hour"
                        : piece.group(2) != null ? "quarter of an hour" : "hour";
        Optional<long[]> supposed = supposed(words, question);
        OptionalLong from =
                supposed.isPresent()
                        ? OptionalLong.of(supposed.get()[0])
                        : since(words, entity, asked);
        long until = supposed.map(s -> s[1]).orElse(facts.latest());
        if (from.isEmpty() || from.getAsLong() > until) {
            return Optional.empty();
        }
        long pieces =
                (until - from.getAsLong()) / length
                        + ((until - from.getAsLong()) % length == 0 ? 0 : 1);
        return Optional.of(
                "(From "
                        + Say.dateTime(from.getAsLong())
                        + " to "
                        + Say.dateTime(until)
                        + ": "
                        + Say.count(
                                (int) Math.max(1, pieces),
                                "started " + what,
                                "started pieces, each a " + what)
                        + ", "
                        + Say.number(Math.max(1, pieces) * price.get())
                        + SUM
                        + ", if the clause has no further condition.)");
    }

    private static Optional<Double> price(String words) {
        Matcher share = SHARE.matcher(words);
        if (share.find()) {
            String money = share.group(2) != null ? share.group(2) : share.group(3);
            return Optional.of(Clauses.number(share.group(1)) / 100 * Clauses.number(money));
        }
        Matcher price = PRICE.matcher(words);
        return price.find()
                ? Optional.of(
                        Clauses.number(price.group(1) != null ? price.group(1) : price.group(2)))
                : Optional.empty();
    }

    /** "After 05:00", and the question supposes an end: from the one to the other. */
    private Optional<long[]> supposed(String words, Question question) {
        Matcher clock = CLOCK.matcher(words);
        if (!clock.find() || question.window().isEmpty()) {
            return Optional.empty();
        }
        String time = clock.group(1);
        long end = (question.window().get().from() + question.window().get().until()) / 2;
        ZonedDateTime day = Instant.ofEpochMilli(end).atZone(windows.zone());
        long from =
                day.with(LocalTime.parse(time.length() < 5 ? "0" + time : time))
                        .toInstant()
                        .toEpochMilli();
        return from < end ? Optional.of(new long[] {from, end}) : Optional.empty();
    }

    private OptionalLong since(String words, String entity, Snapshot asked) {
        List<String> spoken = Tokens.of(words);
        if (Tokens.hasAny(spoken, Language.all("first alarm of"))) {
            Set<String> concerned = concerned(spoken, entity);
            Set<Alarm> alarms = new LinkedHashSet<>(facts.analysis().snapshot().alarms());
            alarms.addAll(asked.alarms());
            return alarms.stream()
                    .filter(a -> concerned.contains(a.entity()) && a.time() <= facts.latest())
                    .filter(a -> a.time() >= facts.finding().alert().start() - BEFORE)
                    .filter(a -> a.ended() > facts.latest())
                    .mapToLong(Alarm::time)
                    .min();
        }
        Matcher within = WITHIN.matcher(words);
        if (!within.find() || entity.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean minutes = within.group(2).startsWith("m");
        double bound = Double.parseDouble(within.group(1)) * (minutes ? 60 : 3_600);
        List<Long> exceeded = new ArrayList<>();
        for (Series series : asked.series(entity)) {
            exceeded(series, bound).ifPresent(exceeded::add);
        }
        return exceeded.size() == 1 ? OptionalLong.of(exceeded.getFirst()) : OptionalLong.empty();
    }

    /** Since when a length of time in seconds is longer than what is allowed. */
    private OptionalLong exceeded(Series series, double bound) {
        String unit = Words.of(series.metric()).getLast();
        OptionalLong from = OptionalLong.empty();
        if (!unit.equals("s") && !unit.equals("seconds")) {
            return from;
        }
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= facts.latest()) {
                if (series.values()[i] <= bound) {
                    return from;
                }
                from = OptionalLong.of(series.times()[i]);
            }
        }
        return from;
    }

    /** Who it is about and what that needs; else what has a word of the clause in its id. */
    private Set<String> concerned(List<String> words, String entity) {
        if (!entity.isEmpty()) {
            Set<String> concerned = new LinkedHashSet<>(List.of(entity));
            concerned.addAll(facts.needs(entity));
            return concerned;
        }
        Set<String> concerned = new LinkedHashSet<>();
        for (Entity one : facts.topology().entities()) {
            boolean named =
                    Tokens.of(one.id()).stream()
                            .anyMatch(w ->
                                    w.length() > 2
                                            && !Character.isDigit(w.charAt(0))
                                            && words.contains(w));
            if (named) {
                concerned.add(one.id());
            }
        }
        return concerned;
    }
}
