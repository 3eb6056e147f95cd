package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Answer;
import dev.nocturne.sources.prometheus.wire.JsonCursor;
import dev.nocturne.sources.prometheus.wire.ServerText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is around the data of each answer: whether it succeeded, and what is missing.
 *
 * <p>{@code infos} are about how a query is written, not about what it found; they are not read.
 */
final class Envelope<T> {
    /** Reads the data of one kind of question. */
    interface DataReader<T> {
        /**
         * Reads the value at which the cursor stands.
         *
         * @param warnings takes clauses that say what is missing
         */
        T read(JsonCursor json, Consumer<String> warnings) throws IOException;
    }

    /** The rest says the same of other stores. */
    private static final int MAX_WARNINGS = 10;

    private final JsonCursor json;
    private final DataReader<T> reader;
    private final ServerText text;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable T data;
    private String status = "";
    private String errorType = "";
    private String error = "";

    private Envelope(JsonCursor json, DataReader<T> reader, ServerText text) {
        this.json = json;
        this.reader = reader;
        this.text = text;
    }

    /** What an answer with the HTTP status 200 comes to. */
    static <T> Reply<T> read(JsonCursor json, DataReader<T> reader, ServerText text)
            throws IOException {
        return new Envelope<>(json, reader, text).read();
    }

    private Reply<T> read() throws IOException {
        json.object("a document", this::readField);
        json.end();
        if (status.equals("error")) {
            return new Refusal(200, errorType, error).reply(text);
        }
        T found = data;
        if (found == null) {
            return new Reply.Failed<>(
                    Answer.Reason.UNREADABLE,
                    "its answer has no data, so it is not the API of Prometheus or is broken");
        }
        return new Reply.Found<>(found, warnings);
    }

    private void readField(String name) throws IOException {
        switch (name) {
            case "status" -> status = json.text("a status");
            case "errorType" -> errorType = json.text("a kind of error");
            case "error" -> error = json.text("an error");
            case "warnings" -> readWarnings();
            case "isPartial" -> {
                if (json.isTrue()) {
                    warn("it says that a part of its storage did not answer");
                }
            }
            case "data" -> {
                // An error comes with null.
                if (!json.isNull()) {
                    data = reader.read(json, this::warn);
                }
            }
            default -> json.skip();
        }
    }

    private void readWarnings() throws IOException {
        if (!json.isNull()) {
            json.list("a list of warnings", () -> warn(text.clean(json.text("a warning"))));
        }
    }

    private void warn(String clause) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(clause);
        }
    }
}
