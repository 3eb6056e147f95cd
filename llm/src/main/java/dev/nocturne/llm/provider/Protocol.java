package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API of a family of providers. */
interface Protocol {
    /** Its name in the configuration. */
    String provider();

    /** The headers that carry the key. */
    Map<String, String> keyHeaders(Secret key);

    /** Creates the library's model for one request with this HTTP client. */
    StreamingChatModel model(
            HttpClientBuilder http, Endpoint endpoint, String model, ModelRequest request);

    /** Creates the watch for the stream of one answer. */
    StreamWatch watch();

    /** Converts the library's token counts. */
    Usage usage(@Nullable TokenUsage counted);
}
