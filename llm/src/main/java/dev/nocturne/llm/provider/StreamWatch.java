package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.nocturne.llm.model.FinishReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks at each event of a stream before the model library does, for what the library drops or
 * confuses: errors told within the stream, whether the answer came to its end, why it ended.
 */
interface StreamWatch {
    /**
     * Takes an event.
     *
     * @return the error it tells, null for none
     * @throws tools.jackson.core.JacksonException when its data is not JSON
     */
    @Nullable JsonNode error(ServerSentEvent event);

    /** Whether the last event of the stream has come: nothing after it matters. */
    boolean over();

    /** Whether the answer is whole, if the connection ends now. */
    boolean whole();

    /** Why the model stopped. */
    FinishReason finish();

    /** Reasoning that the library does not know of. */
    String reasoning();

    /** The words of a refusal; empty when there are none. */
    String refusal();
}
