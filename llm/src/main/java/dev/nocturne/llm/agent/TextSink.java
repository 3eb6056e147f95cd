package dev.nocturne.llm.agent;

/** Receives the text of an agent while the model writes it. Used by one thread. */
public interface TextSink {
    /**
     * Begins the text of a model call.
     *
     * @param last whether no tools are offered, so that the text can only be the answer
     */
    void begin(boolean last);

    /** Receives the next piece of text. */
    void text(String piece);

    /** A tool call has begun, so the text so far is a remark before the call, not the answer. */
    void beginCall();

    /** Starts over, because the model call failed and is retried. */
    void restart();

    /** Whether a part of the answer was already sent to the user and cannot be withdrawn. */
    boolean hasBegun();

    /** The text of this model call before its first tool call. */
    String preamble();

    /** Sends nothing, for agents whose text is used only when it is complete. */
    final class Silent implements TextSink {
        private final StringBuilder preamble = new StringBuilder();
        private boolean called;

        @Override
        public void begin(boolean last) {
            restart();
        }

        @Override
        public void text(String piece) {
            if (!called) {
                preamble.append(piece);
            }
        }

        @Override
        public void beginCall() {
            called = true;
        }

        @Override
        public void restart() {
            preamble.setLength(0);
            called = false;
        }

        @Override
        public boolean hasBegun() {
            return false;
        }

        @Override
        public String preamble() {
            return preamble.toString().strip();
        }
    }
}
