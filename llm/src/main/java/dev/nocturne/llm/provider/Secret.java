package dev.nocturne.llm.provider;

/** Something that must not be seen: it shows itself only where it is asked for by name. */
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
