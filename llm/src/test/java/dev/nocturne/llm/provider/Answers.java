package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.ToolSpec;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What tests of models share. */
final class Answers {
    private Answers() {}

    static ModelRequest request() {
        return request(List.of(), true, Duration.ofSeconds(20));
    }

    static ModelRequest request(List<ToolSpec> tools, boolean allowed, Duration timeout) {
        return new ModelRequest(
                "m1",
                List.of(new Message.Instructions("Be brief."), new Message.Input("Hello?")),
                tools,
                allowed,
                500,
                timeout);
    }

    static ToolSpec tool(String name) {
        ObjectNode schema =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"type":"object","properties":{"q":{"type":"string",\
                                        "minLength":2}},"required":["q"]}\
                                        """);
        return new ToolSpec(name, "Looks up " + name, schema);
    }

    static HttpChatModel openAi(URI base) {
        return openAi(base, WireLimits.DEFAULT);
    }

    static HttpChatModel openAi(URI base, WireLimits limits) {
        return new HttpChatModel(
                ProviderHttp.open(InstantSource.system(), limits, AnswerBudget.ofHeap()),
                new OpenAi(),
                new Endpoint(base, new Secret("sk-hidden-key")),
                "gpt-test");
    }

    static HttpChatModel anthropic(URI base) {
        return new HttpChatModel(
                ProviderHttp.open(
                        InstantSource.system(), WireLimits.DEFAULT, AnswerBudget.ofHeap()),
                new Anthropic(),
                new Endpoint(base, new Secret("sk-hidden-key")),
                "claude-test");
    }

    /** Records the answer that it receives. */
    static final class Ear implements ModelListener {
        final List<String> pieces = new ArrayList<>();
        final List<ToolRequest> calls = new ArrayList<>();
        final List<String> order = new ArrayList<>();

        @Override
        public void text(String piece) {
            pieces.add(piece);
            order.add("text");
        }

        @Override
        public void call(int index, ToolRequest request) {
            calls.add(request);
            order.add("call" + index);
        }
    }
}
