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
    private static final String DEFAULT_OWNER = "default";
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_.@-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,512}");

    private final List<String> mistakes;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    private TokenReader(List<String> mistakes) {
        this.mistakes = mistakes;
    }

    static List<Token> read(Environment env, List<String> mistakes) {
        TokenReader reader = new TokenReader(mistakes);
        String single = env.text("NOCTURNE_TOKEN");
        if (single != null) {
            reader.add("NOCTURNE_TOKEN", DEFAULT_OWNER, single);
        }
        env.list("NOCTURNE_TOKENS").forEach(pair -> reader.pair("NOCTURNE_TOKENS", pair));
        String file = env.text("NOCTURNE_TOKENS_FILE");
        if (file != null) {
            reader.file(file);
        }
        return reader.tokens;
    }

    /** One {@code name=token} a line; empty lines and lines that begin with # do not count. */
    private void file(String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(name));
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    pair("Line " + (i + 1) + " of NOCTURNE_TOKENS_FILE", line);
                }
            }
        } catch (IOException | InvalidPathException e) {
            mistakes.add("NOCTURNE_TOKENS_FILE: " + name + " cannot be read.");
        }
    }

    private void pair(String where, String pair) {
        int split = pair.indexOf('=');
        if (split < 0) {
            mistakes.add(where + " must have the form name=token.");
        } else {
            add(where, pair.substring(0, split).strip(), pair.substring(split + 1).strip());
        }
    }

    private void add(String where, String owner, String secret) {
        if (!OWNER.matcher(owner).matches()) {
            mistakes.add(
                    where + ": a name is 1 to 64 letters, digits, \"_\", \".\", \"@\" or \"-\".");
        } else if (!SECRET.matcher(secret).matches()) {
            mistakes.add(
                    where + ": the token of " + owner + " is not 1 to 512 visible characters.");
        } else if (!secrets.add(secret)) {
            mistakes.add(where + ": the token of " + owner + " also belongs to another name.");
        } else {
            tokens.add(new Token(owner, secret));
        }
    }
}
