package dev.nocturne.server.http;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/** A request while a handler serves it. */
public final class Exchange {
    private static final int READ_CHUNK = 16 * 1024;

    /** A growing buffer exists twice while it is copied. */
    private static final long GROWTH = 2;

    private final Request request;
    private final String path;
    private final Map<String, String> params;
    private final String owner;
    private final LongSupplier nanos;
    private final MemoryBudget budget;
    private MemoryBudget.@Nullable Hold memory;

    Exchange(
            Request request,
            String path,
            Map<String, String> params,
            String owner,
            LongSupplier nanos,
            MemoryBudget budget) {
        this.request = request;
        this.path = path;
        this.params = params;
        this.owner = owner;
        this.nanos = nanos;
        this.budget = budget;
    }

    /** The memory that this request has reserved; released once the answer is sent. */
    public MemoryBudget.Hold memory() {
        MemoryBudget.Hold hold = memory;
        if (hold == null) {
            MemoryBudget.Hold opened = budget.open(owner + "@" + remote());
            Request.addCompletionListener(request, failure -> opened.close());
            memory = opened;
            hold = opened;
        }
        return hold;
    }

    /**
     * Reserves so many bytes beyond those reserved already, before they are taken in; ends the
     * request with 503 when they are not free in time.
     */
    public void reserve(long bytes) {
        MemoryBudget.Hold hold = memory();
        try {
            if (!hold.resize(hold.bytes() + bytes, Limits.MEMORY_PATIENCE)) {
                throw new BrokenRequest(
                        ProblemDetails.of(
                                ErrorCode.OVERLOADED,
                                "The server holds as many bytes for requests as it may, or this"
                                        + " client has its share of them. Try again in a moment."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenRequest(ProblemDetails.ofStatus(503));
        }
    }

    /**
     * Counts an answer that is whole in memory until its client has read it, where it is larger
     * than what the request has reserved. Short answers fit the socket's buffer and are not
     * counted.
     */
    void reserveFor(Reply reply) {
        if (reply instanceof Reply.Whole whole && whole.body().remaining() > Limits.SHORT_ANSWER) {
            long missing = whole.body().remaining() - memory().bytes();
            if (missing > 0) {
                reserve(missing);
            }
        }
    }

    public String method() {
        return request.getMethod();
    }

    /** The canonical path, decoded. */
    public String path() {
        return path;
    }

    /** The segment of the path that has this name in the route's pattern. */
    public String param(String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalStateException("the route of " + path + " has no {" + name + "}");
        }
        return value;
    }

    /** The owner whose sessions this request may see. */
    public String owner() {
        return owner;
    }

    /** The address of the client, or of the proxy before it. */
    public String remote() {
        return Request.getRemoteAddr(request);
    }

    /** The value of a header, of all its lines; null when it is missing. */
    public @Nullable String header(String name) {
        return Headers.value(request.getHeaders(), name);
    }

    public Query query() {
        return Query.of(request.getHttpURI().getQuery());
    }

    /** The whole body; ends the request with 413, 415, 408 or 400 when it cannot be read. */
    public byte[] body(int maxBytes) {
        String encoding = header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new BrokenRequest(
                    ProblemDetails.of(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "Bodies are taken as they are, without a Content-Encoding."));
        }
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        try {
            return read(maxBytes, length);
        } catch (IOException e) {
            boolean late = e instanceof java.net.SocketTimeoutException || hasTimeout(e);
            throw new BrokenRequest(ProblemDetails.ofStatus(late ? 408 : 400));
        }
    }

    /** Reserves little memory when the Content-Length is small. */
    private byte[] read(int maxBytes, long length) throws IOException {
        long deadline = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(Limits.BODY_SECONDS);
        int first = length < 0 ? READ_CHUNK : Math.clamp(length, 1, READ_CHUNK);
        reserve(GROWTH * first);
        AtomicInteger room = new AtomicInteger(first);
        ByteArrayOutputStream body = new ByteArrayOutputStream(first);
        RequestBody.read(
                request,
                piece -> {
                    if (body.size() + piece.remaining() > maxBytes) {
                        throw tooLarge(maxBytes);
                    }
                    if (nanos.getAsLong() - deadline > 0) {
                        throw new BrokenRequest(ProblemDetails.ofStatus(408));
                    }
                    if (body.size() + piece.remaining() > room.get()) {
                        // As the buffer grows: by half of what there will be.
                        int more = Math.max(room.get(), piece.remaining());
                        reserve(GROWTH * more);
                        room.addAndGet(more);
                    }
                    body.writeBytes(BufferUtil.toArray(piece));
                    return true;
                });
        reserve((long) Limits.TREE_FACTOR * body.size());
        return body.toByteArray();
    }

    private static BrokenRequest tooLarge(int maxBytes) {
        return new BrokenRequest(
                ProblemDetails.of(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "The body is larger than " + maxBytes + " bytes."));
    }

    private static boolean hasTimeout(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
