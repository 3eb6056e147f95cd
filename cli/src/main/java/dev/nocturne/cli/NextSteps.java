package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows the commands that continue an investigation. */
final class NextSteps {
    private static final String INDENT = "  ";

    private NextSteps() {}

    /**
     * For a session of a running server.
     *
     * @param options what a command needs to reach it, with a space before it
     */
    static void printForServer(Screen screen, String id, String options) {
        screen.line("");
        screen.line("Next:");
        commands(screen, SessionName.shorten(id), options);
    }

    /**
     * For a session in a data folder: a follow-up question needs a server on that folder.
     *
     * @param data the folder where it is not the default one, else null
     * @param pack the pack where it is not one of the distribution's, else null
     * @param environment the file of a live environment, else null
     */
    static void printForFolder(
            Screen screen,
            String id,
            @Nullable Path data,
            @Nullable Path pack,
            @Nullable Path environment) {
        screen.line("");
        screen.prose("The session is saved. To ask follow-up questions, start a server:", "");
        screen.line(
                INDENT
                        + "nocturne serve"
                        + (data == null ? "" : " --data " + quote(data))
                        + (pack == null ? "" : " --pack " + quote(pack))
                        + (environment == null ? "" : " --environment " + quote(environment)));
        screen.line("and in another terminal:");
        commands(screen, SessionName.shorten(id), "");
    }

    private static void commands(Screen screen, String id, String options) {
        screen.line(INDENT + "nocturne message " + id + options + " \"your question\"");
        screen.line(INDENT + "nocturne open " + id + options);
        screen.line(INDENT + "nocturne show " + id + options + " -o markdown");
    }

    /** A path as a shell takes it. */
    static String quote(Path path) {
        String text = path.toString();
        return text.matches("[\\w./~+@%,:=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
