package dev.nocturne.sources.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads secrets from where a file says they are: a variable of the process, or another file. */
final class Secrets {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Tokens of identity providers have some kilobytes. */
    private static final int MOST_BYTES = 16 << 10;

    private final Path folder;
    private final Map<String, String> variables;

    /**
     * @param folder what relative paths begin at
     * @param variables of the process
     */
    Secrets(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** The secret that the key refers to; empty after a mistake. */
    Optional<String> read(Keys keys, String key) {
        if (keys.isText(key)) {
            keys.addMistake(
                    key,
                    "a secret does not belong in this file: write {env: NAME_OF_A_VARIABLE} or"
                            + " {file: PATH}");
            return Optional.empty();
        }
        Keys place = keys.map(key);
        place.allow(List.of("env", "file"));
        if (place.has("env") == place.has("file")) {
            keys.addMistake(key, "write either {env: NAME_OF_A_VARIABLE} or {file: PATH}");
            return Optional.empty();
        }
        return place.has("env") ? fromVariable(place) : fromFile(place);
    }

    private Optional<String> fromVariable(Keys place) {
        Optional<String> name = place.text("env");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!VARIABLE.matcher(name.get()).matches()) {
            place.addMistake("env", "this is no name of an environment variable");
            return Optional.empty();
        }
        String value = variables.get(name.get());
        if (value == null || value.isBlank()) {
            place.addMistake("env", "the environment variable " + name.get() + " is not set");
            return Optional.empty();
        }
        return check(place, "env", value);
    }

    private Optional<String> fromFile(Keys place) {
        Optional<String> name = place.text("file");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Path file = resolve(place, "file", name.get());
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                place.addMistake("file", file + " is larger than 16 kB");
                return Optional.empty();
            }
            return check(place, "file", new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            place.addMistake("file", "there is no file " + file);
        } catch (IOException e) {
            place.addMistake("file", file + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** A path as the file means it; null after a mistake. */
    @Nullable Path resolve(Keys keys, String key, String path) {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            keys.addMistake(key, "this is no path");
            return null;
        }
    }

    /** It becomes a part of a header: line ends would begin another one. */
    private static Optional<String> check(Keys place, String key, String value) {
        String secret = value.strip();
        if (secret.isEmpty()) {
            place.addMistake(key, "the secret is empty");
            return Optional.empty();
        }
        if (secret.chars().anyMatch(Character::isISOControl)) {
            place.addMistake(key, "the secret has control characters or more than one line");
            return Optional.empty();
        }
        return Optional.of(secret);
    }
}
