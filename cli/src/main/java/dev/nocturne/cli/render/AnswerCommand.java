package dev.nocturne.cli.render;

/**
 * The command line that answers an approval.
 *
 * @param options options to reach the server, with a space before them; usually none
 */
public record AnswerCommand(String session, String options) {
    /** {@code decision}: approve or deny. */
    String line(String decision, String approval) {
        return "nocturne " + decision + " " + session + " " + approval + options;
    }
}
