package dev.nocturne.llm.provider;

import dev.nocturne.core.Text;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;

/** Answers from a recording, by the key of the call alone. */
final class ReplayModel implements ChatModel {
    /** Characters per piece, about as many as providers send at once. */
    private static final int PIECE_CHARS = 24;

    private final Recording recording;
    private final ModelIdentity identity;

    ReplayModel(Recording recording, String name) {
        this.recording = recording;
        identity = new ModelIdentity(ModelName.REPLAY, name, "", true);
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException {
        ModelAnswer answer = recording.answers().get(request.key());
        if (answer == null) {
            throw new ModelFailure(
                    Kind.REFUSED,
                    "The recording "
                            + identity.model()
                            + " has no answer for the call "
                            + request.key()
                            + ".");
        }
        String rest = answer.text();
        while (!rest.isEmpty()) {
            stopWhenInterrupted();
            String piece = Text.cut(rest, PIECE_CHARS);
            listener.text(piece);
            rest = rest.substring(piece.length());
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            stopWhenInterrupted();
            listener.call(i, answer.calls().get(i));
        }
        return answer;
    }

    private static void stopWhenInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while replaying");
        }
    }
}
