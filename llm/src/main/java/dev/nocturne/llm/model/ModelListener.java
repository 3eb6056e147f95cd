package dev.nocturne.llm.model;

/** Hears an answer while it is written. Called on the thread that asked. */
public interface ModelListener {
    /** The next piece of the answer's text. */
    void text(String piece);

    /**
     * A tool request is complete, though the answer may not be.
     *
     * @param index of the request in the answer, from 0
     */
    void call(int index, ToolRequest request);

    /** Hears nothing. */
    ModelListener DEAF =
            new ModelListener() {
                @Override
                public void text(String piece) {}

                @Override
                public void call(int index, ToolRequest request) {}
            };
}
