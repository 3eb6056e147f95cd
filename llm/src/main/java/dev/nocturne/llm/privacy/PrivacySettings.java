package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.ModelIdentity;
import java.util.List;

/**
 * The settings for masking.
 *
 * @param patterns what is masked in addition to e-mail addresses and phone numbers
 */
public record PrivacySettings(Mode mode, List<PrivatePattern> patterns) {
    /** When requests are masked. */
    public enum Mode {
        /** Requests to models that are not local. */
        AUTO,
        ON,
        OFF
    }

    public static final PrivacySettings DEFAULT = new PrivacySettings(Mode.AUTO, List.of());

    public PrivacySettings {
        patterns = List.copyOf(patterns);
    }

    /** Whether requests to the model are masked. */
    public boolean masks(ModelIdentity model) {
        return switch (mode) {
            case AUTO -> !model.local();
            case ON -> true;
            case OFF -> false;
        };
    }
}
