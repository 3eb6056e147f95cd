package dev.nocturne.llm.agent;

/** What becomes of the text an agent writes, while it is written. Used by one thread. */
public interface Voice {
    /**
     * A model call begins.
     *
     * @param last whether no tools are offered, so that its text can only be the answer
     */
    void begin(boolean last);

    /** The next piece of text. */
    void text(String piece);

    /** A tool is asked for: what was said so far in this call was said on the way. */
    void callComes();

    /** The call is made once more, after it broke: its text comes anew. */
    void again();

    /** Whether text of the answer has gone to the user; from then on it can only go on. */
    boolean begun();

    /** What was said in this call before its first tool request. */
    String preamble();

    /** For an agent whose text is used only when it is complete. */
    final class Silent implements Voice {
        private final StringBuilder said = new StringBuilder();
        private boolean called;

        @Override
        public void begin(boolean last) {
            again();
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
        public void again() {
            said.setLength(0);
            called = false;
        }

        @Override
        public boolean begun() {
            return false;
        }

        @Override
        public String preamble() {
            return said.toString().strip();
        }
    }
}
