package dev.nocturne.environment;

/**
 * Whether a source can be asked now.
 *
 * @param message a sentence for operators: what it is and how it answered, or why it did not and
 *     what to do
 */
public record Health(Status status, String message) {
    /** From good to bad. */
    public enum Status {
        WELL,
        /** It answers, but not everything can be asked. */
        LIMITED,
        DOWN
    }

    /** What is read from memory can always be asked. */
    public static Health ofRecorded() {
        return new Health(Status.WELL, "recorded data, read from memory");
    }
}
