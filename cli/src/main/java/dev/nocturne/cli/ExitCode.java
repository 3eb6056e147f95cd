package dev.nocturne.cli;

/** What the command tells the shell. Part of the command's contract. */
final class ExitCode {
    /** It did what was asked; an investigation ended well. */
    static final int COMPLETED = 0;

    /** It was refused, or the investigation failed. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** No server answers. */
    static final int UNREACHABLE = 3;

    /** The investigation was cancelled. */
    static final int CANCELLED = 4;

    private ExitCode() {}

    /** The exit code for the status a turn ended with. */
    static int of(String status) {
        return switch (status) {
            case "completed" -> COMPLETED;
            case "cancelled" -> CANCELLED;
            default -> FAILED;
        };
    }
}
