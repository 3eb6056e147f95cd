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

/** A request as it may leave, and the way back for what is answered. */
public final class Masked {
    private final ModelRequest request;
    private final PseudonymTable table;

    Masked(ModelRequest request, PseudonymTable table) {
        this.request = request;
        this.table = table;
    }

    /** The masked request, which may be sent. */
    public ModelRequest request() {
        return request;
    }

    /** How often something was replaced, by its kind in lower case; empty when nothing was. */
    public Map<String, Integer> replacements() {
        return table.replacements();
    }

    /** Asks the model, and delivers and returns the answer with the original texts. */
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

    /** A text with what its placeholders stand for. */
    public String unmask(String text) {
        return table.restore(text);
    }

    private ToolRequest unmask(ToolRequest call) {
        try {
            return new ToolRequest(
                    call.id(), call.name(), JsonTexts.transform(call.arguments(), table::restore));
        } catch (ModelFailure | InterruptedException e) {
            throw new IllegalStateException("looking up placeholders neither fails nor waits", e);
        }
    }

    /** Unmasks on the way; holds back what may be the beginning of a placeholder. */
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
