package dev.nocturne.server.openapi;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.server.http.Etag;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GET /api/openapi.json. The document belongs to the build, so it is put together when it is first
 * asked for, and kept.
 */
public final class DescriptionRoute {
    private record Document(ByteBuffer body, Etag etag) {}

    private @Nullable Document document;

    public Route route() {
        return Route.get("/api/openapi.json", this::describe);
    }

    private Reply describe(Exchange exchange) {
        Document described = document();
        Map<String, String> headers =
                Map.of("ETag", described.etag().value(), "Cache-Control", "no-cache");
        int status = described.etag().isIn(exchange.header("If-None-Match")) ? 304 : 200;
        return new Reply.Whole(status, Reply.JSON, headers, described.body());
    }

    private synchronized Document document() {
        Document known = document;
        if (known == null) {
            byte[] bytes = EventCodec.JSON.writeValueAsBytes(ApiDescription.read());
            known = new Document(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), Etag.of(bytes));
            document = known;
        }
        return known;
    }
}
