package dev.nocturne.server.http;

import dev.nocturne.core.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/** The answer of a handler. {@link ReplySender} writes the status and headers of all kinds. */
public sealed interface Reply {
    String JSON = "application/json";

    /** A whole body. With status 304 it is not sent; the headers describe it. */
    record Whole(int status, String contentType, Map<String, String> headers, ByteBuffer body)
            implements Reply {
        public Whole {
            headers = Map.copyOf(headers);
        }

        public Whole(int status, String contentType, byte[] body) {
            this(status, contentType, Map.of(), ByteBuffer.wrap(body));
        }
    }

    /** A 200 whose body is written piece by piece. */
    record Streamed(String contentType, Map<String, String> headers, Body body) implements Reply {
        public Streamed {
            headers = Map.copyOf(headers);
        }
    }

    /** A refusal. */
    record Refused(ProblemDetails problem, Map<String, String> headers) implements Reply {
        public Refused {
            headers = Map.copyOf(headers);
        }
    }

    /** Writes a streamed body; closed in any case, also when it is not asked to write (HEAD). */
    interface Body extends AutoCloseable {
        void writeTo(Sink sink) throws IOException, InterruptedException;

        @Override
        default void close() {}
    }

    /** A 200 with the value as JSON. */
    static Reply json(Object value) {
        return new Whole(200, JSON, Json.bytes(value));
    }

    static Reply refuse(ProblemDetails problem) {
        return new Refused(problem, Map.of());
    }

    static Reply refuse(Result.Rejected<?> rejected) {
        return refuse(ProblemDetails.of(rejected));
    }

    /** The value as JSON, or the refusal. */
    static <T> Reply of(Result<T> result) {
        return of(result, Reply::json);
    }

    static <T> Reply of(Result<T> result, Function<? super T, Reply> reply) {
        return switch (result) {
            case Result.Ok<T> ok -> reply.apply(ok.value());
            case Result.Rejected<T> rejected -> refuse(rejected);
        };
    }
}
