package dev.nocturne.cli.render;

/**
 * The command that answers an approval, as a person would type it.
 *
 * @param options what it needs to reach the server, with a space before it; mostly nothing
 */
public record AnswerCommand(String session, String options) {
    /** {@code decision}: approve or deny. */
    String line(String decision, String approval) {
        return "nocturne " + decision + " " + session + " " + approval + options;
    }
}
