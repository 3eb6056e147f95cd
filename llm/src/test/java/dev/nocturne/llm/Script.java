package dev.nocturne.llm;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A chat model that follows a script, by hand: streams, asks for tools in parallel, fails, hangs,
 * breaks off. What it says depends on how often its agent has been asked in that conversation, so
 * it says the same to a run that is taken up again.
 */
final class Script implements ChatModel {
    /** One answer of the model, or its failure. */
    @FunctionalInterface
    interface Line {
        ModelAnswer play(ModelRequest request, ModelListener listener)
                throws ModelFailure, InterruptedException;
    }

    static final Usage USAGE = new Usage(100, 10, 40);

    private final List<List<Line>> lines = new ArrayList<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    final List<ModelRequest> requests = new CopyOnWriteArrayList<>();

    /** What it answers next in a conversation; several lines are the attempts at that answer. */
    Script then(Line... attemptsAtIt) {
        lines.add(List.of(attemptsAtIt));
        return this;
    }

    @Override
    public ModelIdentity identity() {
        return new ModelIdentity("script", "one", "models.example", false);
    }

    @Override
    public ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException {
        requests.add(request);
        return line(request.key()).play(request, listener);
    }

    private synchronized Line line(String key) {
        int number = Integer.parseInt(key.replaceAll(".*?(\\d+)$", "$1"));
        if (number > lines.size()) {
            throw new IllegalStateException("the script has no line for " + key);
        }
        List<Line> all = lines.get(number - 1);
        int attempt = attempts.merge(key, 1, Integer::sum);
        return all.get(Math.min(attempt, all.size()) - 1);
    }

    /** Says a text, in small pieces. */
    static Line says(String text) {
        return (request, listener) -> {
            for (int i = 0; i < text.length(); i += 7) {
                listener.text(text.substring(i, Math.min(text.length(), i + 7)));
            }
            return new ModelAnswer(text, "", List.of(), FinishReason.STOP, USAGE);
        };
    }

    /** Asks for tools: each {@code "name {json}"}. */
    static Line calls(String... wishes) {
        return callsAfter("", wishes);
    }

    /** Says something on the way and asks for tools. */
    static Line callsAfter(String preamble, String... wishes) {
        return (request, listener) -> {
            if (!preamble.isEmpty()) {
                listener.text(preamble);
            }
            List<ToolRequest> all =
                    Arrays.stream(wishes)
                            .map(wish -> {
                                int space = wish.indexOf(' ');
                                return new ToolRequest(
                                        "call-" + Math.floorMod(wish.hashCode(), 10_000),
                                        wish.substring(0, space),
                                        wish.substring(space + 1));
                            })
                            .toList();
            for (int i = 0; i < all.size(); i++) {
                listener.call(i, all.get(i));
            }
            return new ModelAnswer(preamble, "", all, FinishReason.TOOL_CALLS, USAGE);
        };
    }

    static Line finishes(FinishReason reason, String text) {
        return (request, listener) -> new ModelAnswer(text, "", List.of(), reason, USAGE);
    }

    static Line fails(ModelFailure.Kind kind) {
        return (request, listener) -> {
            throw new ModelFailure(kind, "The provider is out of order (" + kind + ").");
        };
    }

    /** Says something and breaks off. */
    static Line breaksAfter(String text) {
        return (request, listener) -> {
            listener.text(text);
            throw new ModelFailure(ModelFailure.Kind.CONNECTION, "The connection broke.");
        };
    }

    /** Writes a text and then hangs; the latches show when it hangs and when it was interrupted. */
    static Line hangsAfter(String text, CountDownLatch hangs, CountDownLatch interrupted) {
        return (request, listener) -> {
            listener.text(text);
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            throw new IllegalStateException("nothing ends this but an interrupt");
        };
    }
}
