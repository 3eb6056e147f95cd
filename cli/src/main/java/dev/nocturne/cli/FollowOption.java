package dev.nocturne.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command shows of a running turn: its steps and answer, the answer alone, or JSON. */
final class FollowOption {
    @Mixin private OutputOption output = new OutputOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "Prints only the answer.")
    private boolean quiet;

    /** How to show it. */
    Follower.Form form() {
        if (quiet && output.json()) {
            throw new CommandFailure(ExitCode.USAGE, "give --quiet or JSON output, not both");
        }
        return quiet
                ? Follower.Form.ANSWER
                : output.json() ? Follower.Form.JSON : Follower.Form.STEPS;
    }
}
