package dev.nocturne.sources.prometheus;

import dev.nocturne.sources.prometheus.wire.JsonCursor;
import dev.nocturne.sources.prometheus.wire.UnreadableAnswerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads what queries come to: {@code resultType} and {@code result}. */
final class QueryData {
    private final JsonCursor json;
    private final List<ApiSample> samples = new ArrayList<>();
    private final Element scalar = new Element();
    private int histograms;

    private QueryData(JsonCursor json) {
        this.json = json;
    }

    static List<ApiSeries> readSeries(JsonCursor json, Consumer<String> warnings)
            throws IOException {
        QueryData data = new QueryData(json);
        List<ApiSeries> series = new ArrayList<>();
        data.readResult(() -> series.add(data.readElement().toSeries()));
        data.warn(warnings);
        return series;
    }

    static List<ApiSample> readSamples(JsonCursor json, Consumer<String> warnings)
            throws IOException {
        QueryData data = new QueryData(json);
        data.readResult(data::readSampleOrScalar);
        if (data.scalar.size > 0) {
            data.samples.add(data.scalar.toSample());
        }
        data.warn(warnings);
        return data.samples;
    }

    private void readResult(JsonCursor.ElementReader element) throws IOException {
        json.field("data", "result", () -> json.list("a result", element));
    }

    private void warn(Consumer<String> warnings) {
        if (histograms > 0) {
            warnings.accept(
                    histograms
                            + " series have native histograms, which are not read; their quantiles,"
                            + " counts and sums can be asked for");
        }
    }

    /** The result of a scalar is a time and a value where that of a vector has objects. */
    private void readSampleOrScalar() throws IOException {
        if (json.isNumber()) {
            scalar.readTime(json);
        } else if (json.isText()) {
            scalar.readValue(json);
        } else {
            Element element = readElement();
            if (element.size > 0) {
                samples.add(element.toSample());
            } else if (!element.histogram) {
                throw new UnreadableAnswerException(
                        "its answer has a series without a value at the moment it was asked about");
            }
        }
    }

    private Element readElement() throws IOException {
        json.keep();
        Element element = new Element();
        json.object("a series", name -> element.readField(name, json));
        if (element.histogram) {
            histograms++;
        }
        return element;
    }

    /** One element of a result; it grows with its values. */
    private static final class Element {
        /** The year 5138; a time after it is no time. */
        private static final double MAX_SECONDS = 1e11;

        private Map<String, String> labels = Map.of();
        private long time = Long.MIN_VALUE;
        private long[] times = new long[2];
        private double[] values = new double[2];
        private int size;
        private boolean histogram;

        void readField(String name, JsonCursor json) throws IOException {
            switch (name) {
                case "metric" -> labels = json.texts("the labels of a series");
                case "value" -> readPoint(json);
                case "values" -> json.list("values", () -> readPoint(json));
                case "histogram", "histograms" -> {
                    histogram = true;
                    json.skip();
                }
                default -> json.skip();
            }
        }

        private void readPoint(JsonCursor json) throws IOException {
            json.pair("a value with its time", () -> readTime(json), () -> readValue(json));
        }

        void readTime(JsonCursor json) throws IOException {
            double seconds = json.number("a time");
            if (Math.abs(seconds) > MAX_SECONDS || Double.isNaN(seconds)) {
                throw new UnreadableAnswerException("its answer has a time that is none");
            }
            time = Math.round(seconds * 1000);
            if (size > 0 && time <= times[size - 1]) {
                throw new UnreadableAnswerException("its answer has times that do not ascend");
            }
        }

        void readValue(JsonCursor json) throws IOException {
            double value = number(json.text("a value"));
            if (time == Long.MIN_VALUE) {
                throw new UnreadableAnswerException("its answer has a value before its time");
            }
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            times[size] = time;
            values[size++] = value;
        }

        private static double number(String text) throws UnreadableAnswerException {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> {
                    try {
                        yield Double.parseDouble(text);
                    } catch (NumberFormatException _) {
                        throw new UnreadableAnswerException(
                                "its answer has a value that is no number");
                    }
                }
            };
        }

        ApiSeries toSeries() {
            return new ApiSeries(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }

        ApiSample toSample() {
            return new ApiSample(labels, times[0], values[0]);
        }
    }
}
