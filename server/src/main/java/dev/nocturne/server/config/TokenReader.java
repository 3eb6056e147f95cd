package dev.nocturne.server.config;

import dev.nocturne.server.auth.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the tokens from variables and from a file; no message ever shows one. */
final class TokenReader {
    private static final String SINGLE = "NOCTURNE_TOKEN";
    private static final String SEVERAL = "NOCTURNE_TOKENS";
    private static final String FILE = "NOCTURNE_TOKENS_FILE";
    private static final String DEFAULT_OWNER = "default";
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_.@-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,512}");

    private final List<String> mistakes;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    private TokenReader(List<String> mistakes) {
        this.mistakes = mistakes;
    }

    static List<Token> read(Variables env, List<String> mistakes) {
        TokenReader reader = new TokenReader(mistakes);
        String single = env.text(SINGLE);
        if (single != null) {
            reader.add(SINGLE, SINGLE, DEFAULT_OWNER, single);
        }
        env.list(SEVERAL).forEach(pair -> reader.pair(SEVERAL, SEVERAL, pair));
        String file = env.text(FILE);
        if (file != null) {
            reader.file(file);
        }
        return reader.tokens;
    }

    /** One {@code name=token} a line; empty lines and lines that begin with # are skipped. */
    private void file(String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(name));
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    pair(FILE, "Line " + (i + 1) + " of " + FILE, line);
                }
            }
        } catch (IOException | InvalidPathException e) {
            mistakes.add(FILE + ": " + name + " cannot be read.");
        }
    }

    private void pair(String source, String where, String pair) {
        int split = pair.indexOf('=');
        if (split < 0) {
            mistakes.add(where + " must have the form name=token.");
        } else {
            add(source, where, pair.substring(0, split).strip(), pair.substring(split + 1).strip());
        }
    }

    /** {@code where}: the part of the source, for messages. */
    private void add(String source, String where, String owner, String secret) {
        if (!OWNER.matcher(owner).matches()) {
            mistakes.add(
                    where + ": a name is 1 to 64 letters, digits, \"_\", \".\", \"@\" or \"-\".");
        } else if (!SECRET.matcher(secret).matches()) {
            mistakes.add(
                    where + ": the token of " + owner + " is not 1 to 512 visible characters.");
        } else if (!secrets.add(secret)) {
            mistakes.add(where + ": the token of " + owner + " also belongs to another name.");
        } else {
            tokens.add(new Token(owner, secret, source));
        }
    }
}
