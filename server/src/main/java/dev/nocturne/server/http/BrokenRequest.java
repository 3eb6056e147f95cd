package dev.nocturne.server.http;

/** A request that ended early, or grew too large, while it was read. */
final class BrokenRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails problem;

    BrokenRequest(ProblemDetails problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ProblemDetails problem() {
        return problem;
    }
}
