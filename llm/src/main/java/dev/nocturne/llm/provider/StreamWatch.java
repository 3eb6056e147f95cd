package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.nocturne.llm.model.FinishReason;
import tools.jackson.databind.JsonNode;

/**
 * Inspects each event of a stream before the model library reads it. Recognises what the library
 * drops or confuses (errors within the stream, the end of the answer and its reason), and converts
 * the rest to the form that the library reads.
 */
interface StreamWatch {
    /**
     * Inspects an event.
     *
     * @throws tools.jackson.core.JacksonException if its data is not JSON
     */
    Reading read(ServerSentEvent event);

    /** The kind of an event. */
    sealed interface Reading {
        /** An error of the provider, which ends the answer. */
        record Failed(JsonNode error) implements Reading {}

        /** A part of the answer, in the form that the library reads. */
        record Content(ServerSentEvent event) implements Reading {}

        /** An event without a part of the answer, such as a heartbeat. */
        record Ignored() implements Reading {}
    }

    /** Whether the last event of the stream has arrived; what follows is ignored. */
    boolean hasEnded();

    /** Whether the answer is complete if the connection ends now. */
    boolean isComplete();

    /** Why the model stopped. */
    FinishReason finish();

    /** Reasoning in fields that the library does not read. */
    String reasoning();

    /** The text of a refusal; empty if there is none. */
    String refusal();
}
