package dev.nocturne.investigator.time;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds how long ago something was: "since about 10 minutes", "2 hours ago", "vor 5 min". */
final class Lengths {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}'~.-]{1,12}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern AMOUNT =
            Pattern.compile(
                    "(\\d{1,4}|\\p{L}{1,11}) ?(\\p{L}{1,8})\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPACE = Pattern.compile("[ ]{1,2}");

    /** More filling words than these do not stand together. */
    private static final int MAX_FILLERS = 3;

    private Lengths() {}

    static @Nullable Found<Duration> at(String text, int from) {
        Matcher word = Days.match(WORD, text, from);
        String first = word == null ? "" : word.group().toLowerCase(Locale.ROOT);
        boolean before = TimeWords.is("since", first) || TimeWords.is("ago before", first);
        if (before && word != null) {
            int at = skipSpace(text, word.end());
            for (int i = 0; i < MAX_FILLERS && at < text.length(); i++) {
                Matcher filler = Days.match(WORD, text, at);
                if (filler == null
                        || !TimeWords.is("filler", filler.group().toLowerCase(Locale.ROOT))) {
                    break;
                }
                at = skipSpace(text, filler.end());
            }
            return at < text.length() ? amount(text, at) : null;
        }
        Found<Duration> amount = amount(text, from);
        if (amount == null) {
            return null;
        }
        Matcher after = Days.match(WORD, text, skipSpace(text, amount.until()));
        return after != null
                        && TimeWords.is(
                                "ago", after.group().toLowerCase(Locale.ROOT).replace(".", ""))
                ? new Found<>(amount.value(), after.end())
                : null;
    }

    private static int skipSpace(String text, int from) {
        Matcher space = Days.match(SPACE, text, from);
        return space == null ? from : space.end();
    }

    /** One or two amounts: "2 h 30 min". */
    private static @Nullable Found<Duration> amount(String text, int from) {
        Found<Duration> one = one(text, from);
        if (one == null) {
            return null;
        }
        int at = skipSpace(text, one.until());
        Found<Duration> two = at < text.length() ? one(text, at) : null;
        return two != null && two.value().compareTo(one.value()) < 0
                ? new Found<>(one.value().plus(two.value()), two.until())
                : one;
    }

    private static @Nullable Found<Duration> one(String text, int from) {
        Matcher amount = Days.match(AMOUNT, text, from);
        if (amount == null) {
            return null;
        }
        OptionalInt number = TimeWords.number(amount.group(1).toLowerCase(Locale.ROOT));
        OptionalInt unit = TimeWords.unitSeconds(amount.group(2).toLowerCase(Locale.ROOT));
        return number.isEmpty() || unit.isEmpty()
                ? null
                : new Found<>(
                        Duration.ofSeconds((long) number.getAsInt() * unit.getAsInt()),
                        amount.end());
    }
}
