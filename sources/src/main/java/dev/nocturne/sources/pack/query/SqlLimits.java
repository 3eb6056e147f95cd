package dev.nocturne.sources.pack.query;

import java.time.Duration;

/**
 * How much one query may take and give.
 *
 * @param time how long it may run
 * @param rows rows of the answer; more are left out
 * @param cellChars characters of one cell; longer texts are shortened
 * @param totalChars characters of all cells together; rows beyond are left out
 */
public record SqlLimits(Duration time, int rows, int cellChars, int totalChars) {

    /**
     * An answer an agent can read: a thousand rows, a quarter of a megabyte, and nobody waits
     * longer than five seconds.
     */
    public static final SqlLimits DEFAULT =
            new SqlLimits(Duration.ofSeconds(5), 1_000, 4_000, 256 * 1024);

    public SqlLimits {
        if (time.isNegative() || time.isZero() || rows < 1 || cellChars < 1 || totalChars < 1) {
            throw new IllegalArgumentException(
                    "limits must be positive: "
                            + time
                            + " "
                            + rows
                            + " "
                            + cellChars
                            + " "
                            + totalChars);
        }
    }
}
