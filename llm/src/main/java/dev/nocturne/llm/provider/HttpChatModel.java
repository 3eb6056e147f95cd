package dev.nocturne.llm.provider;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import java.util.Map;

/** A model that is called over HTTP. */
final class HttpChatModel implements ChatModel {
    private final ProviderHttp wire;
    private final Protocol protocol;
    private final Endpoint endpoint;
    private final ModelIdentity identity;

    HttpChatModel(ProviderHttp wire, Protocol protocol, Endpoint endpoint, String model) {
        this.wire = wire;
        this.protocol = protocol;
        this.endpoint = endpoint;
        identity = new ModelIdentity(protocol.provider(), model, endpoint.host(), endpoint.local());
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException {
        String who = identity.name() + " at " + identity.host();
        StreamWatch watch = protocol.watch();
        ProviderExchange exchange =
                new ProviderExchange(
                        wire,
                        endpoint,
                        endpoint.key() == null ? Map.of() : protocol.keyHeaders(endpoint.key()),
                        watch,
                        who,
                        request.timeout());
        AnswerCollector collector = new AnswerCollector(exchange, watch, protocol, listener, who);
        try {
            protocol.model(exchange.builder(), endpoint, identity.model(), request)
                    .chat(
                            ChatRequest.builder()
                                    .messages(Conversation.translate(request.messages()))
                                    .build(),
                            collector);
        } catch (LangChain4jException e) {
            throw new ModelFailure(Kind.REFUSED, "The request to " + who + " cannot be made.");
        }
        return collector.answer();
    }
}
