package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Answer;
import dev.nocturne.sources.prometheus.wire.JsonCursor;
import dev.nocturne.sources.prometheus.wire.ServerText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer that says why there is none.
 *
 * @param status of HTTP
 * @param type the API's word for the kind of error; empty where there is none
 * @param error the server's own words; empty where there are none that help
 */
record Refusal(int status, String type, String error) {
    /**
     * How servers say that a question needs too much, in lower case. Prometheus: "query processing
     * would load too many samples into memory". VictoriaMetrics: "cannot select more than
     * -search.maxSamplesPerQuery=... samples", "... exceeds -search.max...". Mimir and Cortex: "the
     * query exceeded the maximum number of chunks"; Thanos: "exceeded series limit".
     */
    private static final List<String> TOO_MUCH =
            List.of(
                    "too many samples",
                    "select more than",
                    "exceeds -search.max",
                    "exceeded the maximum number of",
                    "exceeded series limit");

    /**
     * Reads the body of an answer that is not 200.
     *
     * @param body as far as it is needed
     */
    static Refusal read(int status, String contentType, byte[] body) {
        try (JsonCursor json = JsonCursor.open(new ByteArrayInputStream(body))) {
            Map<String, String> words = new HashMap<>();
            json.object(
                    "an error",
                    name -> {
                        if (json.isText()) {
                            words.put(name, json.text(name));
                        } else {
                            json.skip();
                        }
                    });
            return new Refusal(
                    status, words.getOrDefault("errorType", ""), words.getOrDefault("error", ""));
        } catch (IOException _) {
            String text = new String(body, StandardCharsets.UTF_8).strip();
            // A web page says nothing in its first words.
            boolean page = text.startsWith("<") || contentType.contains("html");
            return new Refusal(status, "", page ? "" : text);
        }
    }

    <T> Reply<T> reply(ServerText text) {
        return new Reply.Failed<>(reason(), message(text.clean(error)));
    }

    private Answer.Reason reason() {
        return switch (status) {
            case 401, 403 -> Answer.Reason.FORBIDDEN;
            case 413 -> Answer.Reason.TOO_LARGE;
            case 408, 504 -> Answer.Reason.TIME_LIMIT;
            case 429 -> Answer.Reason.UNREACHABLE;
            case 503 ->
                    type.equals("timeout") ? Answer.Reason.TIME_LIMIT : Answer.Reason.UNREACHABLE;
            default -> {
                if (status >= 500) {
                    yield Answer.Reason.UNREACHABLE;
                }
                if (type.equals("timeout")) {
                    yield Answer.Reason.TIME_LIMIT;
                }
                yield isTooMuch() ? Answer.Reason.TOO_LARGE : Answer.Reason.REFUSED;
            }
        };
    }

    private boolean isTooMuch() {
        String words = error.toLowerCase(Locale.ROOT);
        return TOO_MUCH.stream().anyMatch(words::contains);
    }

    private String message(String words) {
        String clause =
                switch (reason()) {
                    case FORBIDDEN ->
                            status == 401
                                    ? "it does not know us: configure the header with its"
                                            + " credential"
                                    : "it does not let us ask: configure a credential that may"
                                            + " read";
                    case TOO_LARGE -> "the question needs more than it allows";
                    case TIME_LIMIT -> "it did not finish within its own time limit";
                    case UNREACHABLE ->
                            status == 429 ? "it is asked too often" : "it cannot answer now";
                    case REFUSED ->
                            status == 404
                                    ? "it has nothing there: check its address and the path in it"
                                    : "it does not accept the question";
                    case UNREADABLE -> "its answer cannot be read";
                };
        return clause + " (" + status + ")" + (words.isEmpty() ? "" : ": " + words);
    }
}
