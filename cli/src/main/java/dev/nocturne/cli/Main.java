package dev.nocturne.cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Nocturne.run(Surroundings.system(), args));
    }
}
