package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.ModelIdentity;
import java.util.List;

/**
 * Whether and what is masked.
 *
 * @param patterns beside e-mail addresses and phone numbers
 */
public record PrivacySettings(Mode mode, List<PrivatePattern> patterns) {
    /** When something is masked. */
    public enum Mode {
        /** For models that are not local. */
        AUTO,
        ON,
        OFF
    }

    public static final PrivacySettings DEFAULT = new PrivacySettings(Mode.AUTO, List.of());

    public PrivacySettings {
        patterns = List.copyOf(patterns);
    }

    /** Whether what goes to that model is masked. */
    public boolean masks(ModelIdentity model) {
        return switch (mode) {
            case AUTO -> !model.local();
            case ON -> true;
            case OFF -> false;
        };
    }
}
