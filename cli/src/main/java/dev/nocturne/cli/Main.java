package dev.nocturne.cli;

/** The entry point of the process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Nocturne.run(Surroundings.system(), args));
    }
}
