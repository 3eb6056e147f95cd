package dev.nocturne.llm.provider;

/** A secret value: {@link #toString} hides it, {@link #value} returns it. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
