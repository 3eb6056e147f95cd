package dev.nocturne.llm.provider;

import dev.nocturne.core.Text;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider's error means. Providers and the servers that imitate them agree on neither codes
 * nor words, so both are looked at.
 */
final class Refusals {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of what a provider says, in a message to the user. */
    private static final int MAX_QUOTE = 300;

    /** Of what it says, looked at to find out what is meant. */
    private static final int MAX_GIST = 4_000;

    /**
     * How servers say that a conversation is too long: OpenAI, vLLM, llama.cpp and LM Studio,
     * Ollama, Anthropic, OpenRouter, Azure, Mistral, TGI.
     */
    private static final List<String> TOO_LONG =
            List.of(
                    "context_length_exceeded",
                    "maximum context length",
                    "max_model_len",
                    "context window",
                    "context length",
                    "context size",
                    "exceeds the available context",
                    "exceed_context_size",
                    "exceeds context",
                    "prompt is too long",
                    "prompt too long",
                    "input is too long",
                    "context limit",
                    "maximum number of tokens",
                    "too many input tokens",
                    "input tokens exceed",
                    "request_too_large",
                    "inputs tokens + max_new_tokens must be");

    private static final List<String> FILTERED =
            List.of(
                    "content_filter",
                    "content_policy_violation",
                    "responsibleaipolicyviolation",
                    "content management policy",
                    "content filtering policy",
                    "flagged by moderation",
                    "requires moderation");

    private static final List<String> NO_MODEL =
            List.of("model_not_found", "does not exist", "unknown model", "no such model");

    private final String who;
    private final @Nullable Secret key;

    /** {@code who}: the provider and its host, as messages name them. */
    Refusals(String who, @Nullable Secret key) {
        this.who = who;
        this.key = key;
    }

    /** An answer with a status other than 2xx. */
    ModelFailure ofStatus(int status, String body, @Nullable Duration retryAfter) {
        String said = extractMessage(body);
        Kind kind = kindOfStatus(status, gist(body));
        return failure(kind, "status " + status, said, retryAfter);
    }

    /**
     * An error reported within an answer that began normally.
     *
     * @param error the error object, or its text
     */
    ModelFailure inAnswer(JsonNode error) {
        String all = gist(error);
        String type = error.path("type").asString("");
        int code = error.path("code").asInt(0);
        return failure(kindOfType(type, code, all), "an error", extractMessage(error), null);
    }

    private static Kind kindOfStatus(int status, String body) {
        if (status >= 400 && status != 401 && status != 403 && status != 429) {
            if (mentions(body, TOO_LONG) || status == 413) {
                return Kind.CONTEXT_OVERFLOW;
            }
            if (status < 500 && mentions(body, FILTERED)) {
                return Kind.CONTENT_FILTER;
            }
        }
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            // OpenRouter reports moderation with 403.
            case 403 -> mentions(body, FILTERED) ? Kind.CONTENT_FILTER : Kind.UNAUTHORIZED;
            case 404 -> Kind.UNKNOWN_MODEL;
            case 408 -> Kind.TIMEOUT;
            case 429 -> Kind.RATE_LIMITED;
            case 400, 422 -> mentions(body, NO_MODEL) ? Kind.UNKNOWN_MODEL : Kind.REFUSED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }

    private static Kind kindOfType(String type, int code, String all) {
        return switch (type) {
            case "overloaded_error", "api_error", "server_error" ->
                    mentions(all, TOO_LONG) ? Kind.CONTEXT_OVERFLOW : Kind.UNAVAILABLE;
            case "rate_limit_error", "rate_limit_exceeded", "tokens", "requests" ->
                    Kind.RATE_LIMITED;
            case "authentication_error", "permission_error" -> Kind.UNAUTHORIZED;
            case "timeout_error" -> Kind.TIMEOUT;
            case "not_found_error" -> Kind.UNKNOWN_MODEL;
            // An error of unknown kind within an answer is mostly a failure of the server.
            default -> kindOfStatus(code >= 400 && code < 600 ? code : kindless(all), all);
        };
    }

    private static int kindless(String all) {
        return mentions(all, TOO_LONG) || mentions(all, FILTERED) || mentions(all, NO_MODEL)
                ? 400
                : all.contains("invalid_request") ? 400 : 500;
    }

    private ModelFailure failure(
            Kind kind, String how, String said, @Nullable Duration retryAfter) {
        String sentence =
                switch (kind) {
                    case RATE_LIMITED -> who + " wants fewer requests, or a quota is used up";
                    case UNAVAILABLE -> who + " is in trouble";
                    case CONTEXT_OVERFLOW -> "The conversation is too long for " + who;
                    case CONTENT_FILTER -> "The filter of " + who + " refused the request";
                    case UNAUTHORIZED -> who + " does not accept the key";
                    case UNKNOWN_MODEL -> who + " knows no such model or address";
                    case TIMEOUT -> who + " took too long";
                    case CONNECTION, CIRCUIT_OPEN, BROKEN_ANSWER, REFUSED ->
                            who + " refused the request";
                };
        // What is said about a key may quote it.
        String quote = said.isEmpty() || kind == Kind.UNAUTHORIZED ? "." : ": " + said;
        return new ModelFailure(kind, sentence + " (" + how + ")" + quote, retryAfter);
    }

    private static String gist(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            JsonNode error = node.path("error");
            return gist(error.isObject() ? error : node);
        } catch (JacksonException e) {
            // Plain text.
            return Text.cut(body, MAX_GIST).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is looked at: codes and the message. The rest of the object may quote the request, which
     * may contain any words.
     */
    private static String gist(JsonNode error) {
        String all =
                String.join(
                        " ",
                        error.path("code").asString(""),
                        error.path("type").asString(""),
                        error.path("innererror").path("code").asString(""),
                        error.path("message").asString(""),
                        error.path("detail").asString(""),
                        error.path("error").asString(""),
                        error.asString(""));
        return Text.cut(all, MAX_GIST).toLowerCase(Locale.ROOT);
    }

    private static boolean mentions(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    private String extractMessage(String body) {
        try {
            return extractMessage(JSON.readTree(body));
        } catch (JacksonException e) {
            // A page of a proxy or plain text: its beginning says more than nothing.
            return quote(body);
        }
    }

    /** The message, wherever in the object it is. */
    private String extractMessage(JsonNode node) {
        JsonNode error = node.path("error");
        for (JsonNode candidate :
                List.of(
                        error.path("message"),
                        error,
                        node.path("message"),
                        node.path("detail"),
                        node)) {
            if (candidate.isString() && !candidate.asString().isBlank()) {
                return quote(candidate.asString());
            }
        }
        return "";
    }

    private String quote(String text) {
        String clean = key == null ? text : text.replace(key.value(), "***");
        String line = clean.replaceAll("<[^>]{0,200}>", " ").replaceAll("[\\s\\p{Cntrl}]+", " ");
        return Text.cut(line.strip(), MAX_QUOTE);
    }
}
