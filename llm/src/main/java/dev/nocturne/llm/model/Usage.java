package dev.nocturne.llm.model;

/**
 * Tokens of a model call as the provider counted them; zeros when it did not say.
 *
 * @param input all tokens read, the cached ones among them
 * @param output tokens written
 * @param cached of the input, those the provider had cached and prices lower
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
