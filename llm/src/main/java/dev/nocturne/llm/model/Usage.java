package dev.nocturne.llm.model;

/**
 * The tokens of a model call as the provider counted them; zeros if it did not report them.
 *
 * @param input all tokens read, including the cached ones
 * @param output tokens written
 * @param cached the part of the input that the provider had cached and charges less for
 */
public record Usage(long input, long output, long cached) {
    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, cached + other.cached);
    }

    public long total() {
        return input + output;
    }
}
