package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A masked request, which also restores the original texts in the answer. */
public final class MaskedRequest {
    private final ModelRequest request;
    private final PseudonymTable table;

    MaskedRequest(ModelRequest request, PseudonymTable table) {
        this.request = request;
        this.table = table;
    }

    /** The masked request, which may be sent. */
    public ModelRequest request() {
        return request;
    }

    /** The number of replacements by kind in lower case; empty if there were none. */
    public Map<String, Integer> replacements() {
        return table.replacements();
    }

    /** Asks the model; delivers and returns the answer with the original texts. */
    public ModelAnswer ask(ChatModel model, ModelListener listener)
            throws ModelFailure, InterruptedException {
        Unmasking unmasking = new Unmasking(listener);
        ModelAnswer answer = model.ask(request, unmasking);
        unmasking.finish();
        List<ToolRequest> calls = new ArrayList<>();
        for (ToolRequest call : answer.calls()) {
            calls.add(unmask(call));
        }
        return new ModelAnswer(
                unmask(answer.text()),
                unmask(answer.reasoning()),
                calls,
                answer.finish(),
                answer.usage());
    }

    /** Replaces the placeholders in a text by the original texts. */
    public String unmask(String text) {
        return table.restore(text);
    }

    private ToolRequest unmask(ToolRequest call) {
        try {
            return new ToolRequest(
                    call.id(), call.name(), JsonTexts.transform(call.arguments(), table::restore));
        } catch (ModelFailure | InterruptedException e) {
            throw new IllegalStateException("restoring texts neither fails nor waits", e);
        }
    }

    /** Unmasks pieces of text, and holds back what may be the beginning of a placeholder. */
    private final class Unmasking implements ModelListener {
        private final ModelListener listener;
        private final StringBuilder held = new StringBuilder();

        private Unmasking(ModelListener listener) {
            this.listener = listener;
        }

        @Override
        public void text(String piece) {
            held.append(piece);
            deliver(held.length() - table.partialLength(held));
        }

        @Override
        public void call(int index, ToolRequest request) {
            deliver(held.length());
            listener.call(index, unmask(request));
        }

        private void finish() {
            deliver(held.length());
        }

        private void deliver(int chars) {
            if (chars > 0) {
                String text = table.restore(held.substring(0, chars));
                held.delete(0, chars);
                listener.text(text);
            }
        }
    }
}
