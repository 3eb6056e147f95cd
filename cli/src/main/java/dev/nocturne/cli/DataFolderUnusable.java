package dev.nocturne.cli;

/** The data folder cannot be used, most often because another process uses it. */
final class DataFolderUnusable extends CommandFailure {
    private static final long serialVersionUID = 1L;

    DataFolderUnusable(String message, Throwable cause) {
        super(ExitCode.FAILED, message, cause);
    }
}
