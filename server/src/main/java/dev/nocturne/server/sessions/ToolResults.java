package dev.nocturne.server.sessions;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.server.http.Accept;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.ProblemDetails;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The uncut result of a tool call, as JSON or CSV. */
final class ToolResults {
    private static final String CSV = "text/csv";

    private static final int JSON_FACTOR = 3;
    private static final int CSV_FACTOR = 16;

    private ToolResults() {}

    /** The media type asked for: by {@code ?format=}, for links, else by Accept. */
    static Optional<String> type(Exchange exchange, Query query) {
        String format = query.text("format");
        if (format == null) {
            return Accept.best(exchange.header("Accept"), List.of(Reply.JSON, CSV));
        }
        return switch (format) {
            case "json" -> Optional.of(Reply.JSON);
            case "csv" -> Optional.of(CSV);
            default -> {
                query.addMistake("'format' must be json or csv.");
                yield Optional.empty();
            }
        };
    }

    /**
     * Memory for a result of so many characters: its text and its bytes, and for CSV the objects it
     * is parsed into, and the rows.
     */
    static long bytes(long size, Optional<String> type) {
        return size * (type.filter(CSV::equals).isPresent() ? CSV_FACTOR : JSON_FACTOR);
    }

    static Reply reply(String resultJson, String type) {
        if (type.equals(Reply.JSON)) {
            return new Reply.Whole(200, Reply.JSON, resultJson.getBytes(StandardCharsets.UTF_8));
        }
        return ResultCsv.of(resultJson)
                .<Reply>map(ToolResults::csv)
                .orElseGet(
                        () -> notAcceptable("This result has no rows, so there is no CSV of it."));
    }

    static Reply notAcceptable(String detail) {
        return Reply.refuse(ProblemDetails.of(ErrorCode.NOT_ACCEPTABLE, detail));
    }

    private static Reply.Whole csv(String text) {
        return new Reply.Whole(
                200,
                CSV + "; charset=utf-8",
                Map.of("Content-Disposition", "attachment; filename=\"result.csv\""),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
