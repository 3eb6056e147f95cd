package dev.nocturne.server.http;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal on the wire: RFC 9457 with our {@code code}.
 *
 * @param code stable name, for programs
 * @param detail a sentence for a person; never a stack trace or an internal message
 */
public record ProblemDetails(int status, String code, String detail) {
    static final String TYPE = "application/problem+json";

    public static ProblemDetails of(ErrorCode code, String detail) {
        return new ProblemDetails(code.status(), code.wireName(), detail);
    }

    public static ProblemDetails of(Result.Rejected<?> rejected) {
        return of(rejected.code(), rejected.detail());
    }

    /** The problem for a status that the HTTP library answers by itself. */
    static ProblemDetails ofStatus(int status) {
        return switch (status) {
            case 400 ->
                    new ProblemDetails(
                            status, "bad_request", "This is not a well-formed HTTP request.");
            case 404 -> of(ErrorCode.NOT_FOUND, "There is nothing at this address.");
            case 408 ->
                    new ProblemDetails(
                            status, "request_timeout", "The request took too long to arrive.");
            case 413 -> of(ErrorCode.PAYLOAD_TOO_LARGE, "The body is too large.");
            case 414 -> new ProblemDetails(status, "uri_too_long", "The address is too long.");
            case 417 ->
                    new ProblemDetails(
                            status, "expectation_failed", "The Expect header cannot be met.");
            case 426 ->
                    new ProblemDetails(
                            status, "upgrade_required", "Another protocol version is needed.");
            case 431 ->
                    new ProblemDetails(
                            status,
                            "headers_too_large",
                            "Request line and headers are larger than "
                                    + Limits.HEADER_BYTES
                                    + " bytes.");
            case 501 -> new ProblemDetails(status, "not_implemented", "This is not supported.");
            case 503 -> of(ErrorCode.OVERLOADED, "The server cannot handle this request now.");
            case 505 -> new ProblemDetails(status, "http_version", "Use HTTP/1.1.");
            default ->
                    status >= 500
                            ? of(ErrorCode.INTERNAL, "Something went wrong in the server.")
                            : new ProblemDetails(
                                    status, "bad_request", HttpStatus.getMessage(status));
        };
    }

    /** Seconds after which the same request may succeed; 0 when it will not. */
    int retryAfterSeconds() {
        return switch (status) {
            // A turn takes seconds to minutes; asking every few seconds is cheap.
            case 429 -> 5;
            case 503 -> code.equals(ErrorCode.ORCHESTRATOR_UNAVAILABLE.wireName()) ? 60 : 2;
            default -> 0;
        };
    }

    /** The body. {@code about:blank} says that the title is the status's own (RFC 9457, 4.2.1). */
    byte[] toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", HttpStatus.getMessage(status));
        json.put("status", status);
        json.put("detail", detail);
        json.put("code", code);
        return Json.bytes(json);
    }
}
