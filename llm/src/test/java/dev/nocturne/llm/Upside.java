package dev.nocturne.llm;

import dev.nocturne.llm.model.Mask;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import java.util.List;
import java.util.Map;

/** A mask that puts marks around one name, whole words in whole pieces only. */
final class Upside implements Mask {
    private static final String NAME = "SVC-01";
    private static final String MASKED = ">SVC-01<";

    @Override
    public Masked mask(ModelRequest request, ModelIdentity to, String salt) {
        List<Message> messages =
                request.messages().stream()
                        .map(m ->
                                m instanceof Message.Said(String text)
                                        ? new Message.Said(text.replace(NAME, MASKED))
                                        : m)
                        .toList();
        ModelRequest masked =
                new ModelRequest(
                        request.key(),
                        messages,
                        request.tools(),
                        request.toolsAllowed(),
                        request.maxOutputTokens(),
                        request.timeout());
        return new Masked() {
            @Override
            public ModelRequest request() {
                return masked;
            }

            @Override
            public Map<String, Integer> replaced() {
                return Map.of("service", 1);
            }

            @Override
            public String unmask(String text) {
                return text.replace(MASKED, NAME);
            }

            @Override
            public ModelListener unmasking(ModelListener listener) {
                StringBuilder all = new StringBuilder();
                return new ModelListener() {
                    @Override
                    public void text(String piece) {
                        all.append(piece);
                        if (all.indexOf(">") < 0 || all.indexOf("<") > 0) {
                            listener.text(unmask(all.toString()));
                            all.setLength(0);
                        }
                    }

                    @Override
                    public void call(int index, ToolRequest call) {
                        listener.call(index, call);
                    }
                };
            }
        };
    }
}
