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
 * Interprets the errors of providers. Providers and the servers that imitate them use different
 * codes and texts, so both are examined.
 */
final class Refusals {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Characters of a provider's message that are quoted to the user. */
    private static final int MAX_QUOTE = 300;

    /** Characters of an error that are examined. */
    private static final int MAX_GIST = 4_000;

    /**
     * Texts that mean that a conversation is too long, of OpenAI, vLLM, llama.cpp, LM Studio,
     * Ollama, Anthropic, OpenRouter, Azure, Mistral and TGI.
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

    /** {@code who}: the provider and its host, for messages. */
    Refusals(String who, @Nullable Secret key) {
        this.who = who;
        this.key = key;
    }

    /** Interprets an answer with a status other than 200. */
    ModelFailure ofStatus(int status, String body, @Nullable Duration retryAfter) {
        String reason = extractMessage(body);
        Kind kind = kindOfStatus(status, gist(body));
        return failure(kind, "status " + status, reason, retryAfter);
    }

    /**
     * Interprets an error within an answer that began normally.
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
            // An unknown error within an answer is usually a failure of the server.
            default -> kindOfStatus(code >= 400 && code < 600 ? code : guessStatus(all), all);
        };
    }

    private static int guessStatus(String all) {
        return mentions(all, TOO_LONG) || mentions(all, FILTERED) || mentions(all, NO_MODEL)
                ? 400
                : all.contains("invalid_request") ? 400 : 500;
    }

    private ModelFailure failure(
            Kind kind, String how, String reason, @Nullable Duration retryAfter) {
        String sentence =
                switch (kind) {
                    case RATE_LIMITED ->
                            who + " limits the rate of requests, or a quota is used up";
                    case UNAVAILABLE -> who + " is not available";
                    case CONTEXT_OVERFLOW -> "The conversation is too long for " + who;
                    case CONTENT_FILTER -> "The filter of " + who + " refused the request";
                    case UNAUTHORIZED -> who + " does not accept the key";
                    case UNKNOWN_MODEL -> who + " does not know the model or the address";
                    case TIMEOUT -> who + " took too long";
                    case CONNECTION, CIRCUIT_OPEN, BROKEN_ANSWER, REFUSED ->
                            who + " refused the request";
                };
        // A message about a key may quote the key.
        String quote = reason.isEmpty() || kind == Kind.UNAUTHORIZED ? "." : ": " + reason;
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
     * The codes and the message of an error. The rest may quote the request, which may contain any
     * text.
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
            // A page of a proxy or plain text: its beginning may help.
            return quote(body);
        }
    }

    /** Finds the message in any of the fields that servers use. */
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
