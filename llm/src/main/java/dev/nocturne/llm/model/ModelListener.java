package dev.nocturne.llm.model;

/** Receives an answer while the model writes it. Called on the thread that asked. */
public interface ModelListener {
    /** The next piece of the answer's text. */
    void text(String piece);

    /**
     * A tool request is complete, though the answer may not be.
     *
     * @param index position of the request in the answer, from 0
     */
    void call(int index, ToolRequest request);

    /** Ignores the answer. */
    ModelListener NONE =
            new ModelListener() {
                @Override
                public void text(String piece) {}

                @Override
                public void call(int index, ToolRequest request) {}
            };
}
