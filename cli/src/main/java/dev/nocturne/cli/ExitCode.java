package dev.nocturne.cli;

/** Exit codes, a part of the command's contract. */
final class ExitCode {
    /** The command succeeded; an investigation completed. */
    static final int COMPLETED = 0;

    /** The command or the investigation failed. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** No server could be reached. */
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
