package dev.nocturne.server.http;

import dev.nocturne.core.event.EventCodec;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this server writes it, and the strict reader for what clients send. */
public final class Json {
    /**
     * Refuses duplicate fields, trailing text, deep nesting and very long numbers; keeps numbers as
     * they were written.
     */
    static final JsonMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(Limits.JSON_DEPTH)
                                                    .maxTokenCount(Limits.JSON_TOKENS)
                                                    .maxNumberLength(Limits.NUMBER_CHARS)
                                                    .maxNameLength(Limits.FIELD_NAME_CHARS)
                                                    .maxStringLength(Limits.EVENTS_BODY_BYTES)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Json() {}

    /** The value as UTF-8 JSON, in the conventions of {@link EventCodec#JSON}. */
    public static byte[] bytes(Object value) {
        return EventCodec.JSON.writeValueAsBytes(value);
    }
}
