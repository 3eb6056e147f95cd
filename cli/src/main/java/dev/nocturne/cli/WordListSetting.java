package dev.nocturne.cli;

import dev.nocturne.environment.words.WordLists;
import java.nio.file.Path;
import java.util.List;

/** The setting that adds an operator's words to the built-in word lists. */
final class WordListSetting {
    /** The folder of the added lists. */
    static final String SETTING = "NOCTURNE_WORDS";

    private WordListSetting() {}

    /** Adds the words, for which no pack may have been loaded yet; returns mistakes in them. */
    static List<String> add(String folder) {
        return WordLists.addFrom(Path.of(folder)).stream()
                .map(mistake -> SETTING + ": " + mistake)
                .toList();
    }

    /** The same for a command that loads packs itself. */
    static void add(Surroundings around) {
        String folder = around.variable(SETTING);
        List<String> mistakes = folder == null ? List.of() : add(folder);
        if (!mistakes.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("\n", mistakes));
        }
    }
}
