package dev.nocturne.cli;

/** Another process listens on the port. */
final class PortTaken extends CommandFailure {
    private static final long serialVersionUID = 1L;

    PortTaken(String message, Throwable cause) {
        super(ExitCode.FAILED, message, cause);
    }
}
