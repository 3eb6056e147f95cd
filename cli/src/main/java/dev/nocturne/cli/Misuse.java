package dev.nocturne.cli;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class Misuse {
    private Misuse() {}

    static String sentence(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        String first = unmatched.getUnmatched().getFirst();
        String wrong;
        if (unmatched.isUnknownOption()) {
            wrong = "there is no option '" + first + "'";
        } else if (!e.getCommandLine().getSubcommands().isEmpty()) {
            wrong = "there is no command '" + first + "'";
        } else {
            return "'" + first + "' is one argument too many";
        }
        List<String> meant = unmatched.getSuggestions();
        return meant.isEmpty()
                ? wrong
                : wrong + "; did you mean '" + String.join("' or '", meant) + "'?";
    }
}
