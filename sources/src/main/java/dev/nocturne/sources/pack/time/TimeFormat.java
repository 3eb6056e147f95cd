package dev.nocturne.sources.pack.time;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;

/** How the cells of one column write times. */
public sealed interface TimeFormat {

    /** ISO 8601: what packs are meant to have. */
    TimeFormat ISO = new Iso();

    /** Epoch milliseconds; nothing when the cell is no time of this format. */
    OptionalLong parse(String cell);

    /** The format in words. */
    String words();

    /** {@code 2026-05-15T16:07:00Z}, with an offset, or without a zone, which is UTC. */
    record Iso() implements TimeFormat {
        @Override
        public OptionalLong parse(String cell) {
            return IsoTimes.parse(cell);
        }

        @Override
        public String words() {
            return "ISO 8601";
        }
    }

    /** A number since 1970. */
    record Epoch(Unit unit) implements TimeFormat {

        /** Units of the number. */
        public enum Unit {
            SECONDS(0),
            MILLISECONDS(3),
            MICROSECONDS(6),
            NANOSECONDS(9);

            private final int digits;

            Unit(int digits) {
                this.digits = digits;
            }
        }

        /** 1990 and 2100: numbers beyond are counters or measurements. */
        private static final BigDecimal FIRST_SECOND = new BigDecimal(631_152_000L);

        private static final BigDecimal LAST_SECOND = new BigDecimal(4_102_444_800L);

        private static final int MAX_CHARS = 25;

        @Override
        public OptionalLong parse(String cell) {
            String text = cell.strip();
            if (text.isEmpty() || text.length() > MAX_CHARS || !numeric(text)) {
                return OptionalLong.empty();
            }
            try {
                BigDecimal seconds = new BigDecimal(text).movePointLeft(unit.digits);
                return seconds.compareTo(FIRST_SECOND) < 0 || seconds.compareTo(LAST_SECOND) > 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(seconds.movePointRight(3).longValue());
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }

        private static boolean numeric(String text) {
            return text.chars().allMatch(c -> (c >= '0' && c <= '9') || ".eE+".indexOf(c) >= 0)
                    && Character.isDigit(text.charAt(0))
                    && text.matches("\\d+(\\.\\d+)?([eE]\\+?\\d{1,2})?");
        }

        @Override
        public String words() {
            return unit.name().toLowerCase(Locale.ROOT) + " since 1970";
        }
    }

    /** A date and a time in words and numbers, the order of day and month given. */
    record Written(boolean dayFirst, String words) implements TimeFormat {
        @Override
        public OptionalLong parse(String cell) {
            return WrittenTimes.parse(cell, dayFirst);
        }
    }
}
