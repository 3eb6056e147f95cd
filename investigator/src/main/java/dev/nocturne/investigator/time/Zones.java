package dev.nocturne.investigator.time;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds zones: offsets, regions, abbreviations. */
final class Zones {
    private static final Pattern GAP = Pattern.compile("[ ]{0,2}[(\\[]?");
    private static final Pattern OFFSET =
            Pattern.compile(
                    "(UTC|GMT|utc|gmt)?[ ]?([+−-])(\\d{1,2})(?::?(\\d{2}))?(?![\\d:]|\\.\\d)");
    private static final Pattern REGION =
            Pattern.compile("[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+(?:-[A-Z][A-Za-z_]+)*){1,2}");
    private static final Pattern SPOKEN =
            Pattern.compile("(?i)\\p{L}{2,12}(?: york)? (?:time|zeit)\\b");
    private static final Pattern ABBREVIATION = Pattern.compile("(?:[A-Z]{1,5}|utc|gmt|z)\\b");

    private Zones() {}

    /**
     * The zone after a time of day; null if none is written there.
     *
     * @param full whether a day or seconds make it plain that digits after a minus are an offset
     *     and not the end of a span of time
     */
    static @Nullable Found<Zone> after(String text, int from, boolean full) {
        Matcher gap = Days.match(GAP, text, from);
        int start = gap == null ? from : gap.end();
        if (start >= text.length()) {
            return null;
        }
        boolean joined = start == from;
        Matcher offset = Days.match(OFFSET, text, start);
        if (offset != null) {
            boolean named = offset.group(1) != null;
            boolean written =
                    named || offset.group(4) != null || (joined && offset.group(3).length() == 2);
            if (written && (named || full || offset.group(2).equals("+"))) {
                return offset(offset);
            }
        }
        return name(text, start);
    }

    /** The zone that begins there, apart from any time. */
    static @Nullable Found<Zone> at(String text, int from) {
        Matcher offset = Days.match(OFFSET, text, from);
        return offset != null && offset.group(1) != null ? offset(offset) : name(text, from);
    }

    private static @Nullable Found<Zone> offset(Matcher offset) {
        int hours = Integer.parseInt(offset.group(3));
        int minutes = offset.group(4) == null ? 0 : Integer.parseInt(offset.group(4));
        int total = 60 * hours + minutes;
        try {
            return new Found<>(
                    new Zone.Known(
                            ZoneOffset.ofTotalSeconds(
                                    60 * (offset.group(2).equals("+") ? total : -total))),
                    offset.end());
        } catch (DateTimeException noOffset) {
            return null;
        }
    }

    private static @Nullable Found<Zone> name(String text, int from) {
        Matcher region = Days.match(REGION, text, from);
        if (region != null && ZoneId.getAvailableZoneIds().contains(region.group())) {
            return new Found<>(new Zone.Known(ZoneId.of(region.group())), region.end());
        }
        Matcher spoken = Days.match(SPOKEN, text, from);
        Optional<ZoneId> zone =
                spoken == null
                        ? Optional.empty()
                        : TimeWords.region(spoken.group().toLowerCase(Locale.ROOT));
        if (spoken != null && zone.isPresent()) {
            return new Found<>(new Zone.Known(zone.get()), spoken.end());
        }
        Matcher name = Days.match(ABBREVIATION, text, from);
        if (name == null) {
            return null;
        }
        String word = name.group().toLowerCase(Locale.ROOT);
        OptionalInt minutes = TimeWords.zoneMinutes(word);
        if (minutes.isPresent()) {
            return new Found<>(
                    new Zone.Known(ZoneOffset.ofTotalSeconds(60 * minutes.getAsInt())), name.end());
        }
        return TimeWords.isAmbiguousZone(word)
                ? new Found<>(new Zone.Ambiguous(name.group()), name.end())
                : null;
    }
}
