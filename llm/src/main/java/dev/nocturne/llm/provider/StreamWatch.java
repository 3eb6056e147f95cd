package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.nocturne.llm.model.FinishReason;
import tools.jackson.databind.JsonNode;

/**
 * Reads each event of a stream before the model library does: recognises what the library drops or
 * confuses (errors within the stream, the end of the answer and its reason), and brings the rest
 * into the form the library understands.
 */
interface StreamWatch {
    /**
     * Reads an event.
     *
     * @throws tools.jackson.core.JacksonException when its data is not JSON
     */
    Reading read(ServerSentEvent event);

    /** What an event is. */
    sealed interface Reading {
        /** The provider reports an error in place of further events. */
        record Failed(JsonNode error) implements Reading {}

        /** Part of the answer, in the form that the library reads. */
        record Content(ServerSentEvent event) implements Reading {}

        /** Nothing of the answer, such as a sign that the connection is alive. */
        record Ignored() implements Reading {}
    }

    /** Whether the last event of the stream has arrived; what follows is ignored. */
    boolean over();

    /** Whether the answer is complete if the connection ends now. */
    boolean whole();

    /** Why the model stopped. */
    FinishReason finish();

    /** Reasoning in fields that the library does not read. */
    String reasoning();

    /** The words of a refusal; empty when there are none. */
    String refusal();
}
