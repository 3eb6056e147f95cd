package dev.nocturne.llm.model;

import java.util.Map;

/** Keeps private texts from a provider: they leave as placeholders and come back as themselves. */
public interface Mask {
    /** {@code salt}: of the session, so that placeholders are the same throughout it. */
    Masked mask(ModelRequest request, ModelIdentity to, String salt);

    /** A request that may leave, and the way back. */
    interface Masked {
        ModelRequest request();

        /** How many texts of each kind were replaced. */
        Map<String, Integer> replaced();

        /** The text with its placeholders resolved. */
        String unmask(String text);

        /** Hears the masked answer and tells the other the real one. */
        ModelListener unmasking(ModelListener listener);
    }

    /** Lets everything through as it is. */
    Mask NONE =
            (request, to, salt) ->
                    new Masked() {
                        @Override
                        public ModelRequest request() {
                            return request;
                        }

                        @Override
                        public Map<String, Integer> replaced() {
                            return Map.of();
                        }

                        @Override
                        public String unmask(String text) {
                            return text;
                        }

                        @Override
                        public ModelListener unmasking(ModelListener listener) {
                            return listener;
                        }
                    };
}
