package dev.nocturne.llm.agent;

/** Receives the text of an agent while it is written. Used by one thread. */
public interface Voice {
    /**
     * A model call begins.
     *
     * @param last whether no tools are offered, so that its text can only be the answer
     */
    void begin(boolean last);

    /** The next piece of text. */
    void text(String piece);

    /** A tool call begins: the text so far is a remark between calls, not the answer. */
    void callComes();

    /** The call failed and is retried: its text starts from the beginning. */
    void restart();

    /** Whether text of the answer has gone to the user, and so cannot be withdrawn. */
    boolean hasBegun();

    /** The text of this call before its first tool request. */
    String preamble();

    /** For an agent whose text is used only when it is complete. */
    final class Silent implements Voice {
        private final StringBuilder said = new StringBuilder();
        private boolean called;

        @Override
        public void begin(boolean last) {
            restart();
        }

        @Override
        public void text(String piece) {
            if (!called) {
                said.append(piece);
            }
        }

        @Override
        public void callComes() {
            called = true;
        }

        @Override
        public void restart() {
            said.setLength(0);
            called = false;
        }

        @Override
        public boolean hasBegun() {
            return false;
        }

        @Override
        public String preamble() {
            return said.toString().strip();
        }
    }
}
