package dev.nocturne.cli;

import dev.nocturne.cli.client.Context;
import dev.nocturne.cli.client.Contexts;
import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The file with the user's contexts: {@code $XDG_CONFIG_HOME/nocturne/contexts.json}, else {@code
 * ~/.config/nocturne/contexts.json}. It may hold tokens, so only its owner may read it.
 */
final class ContextFile {
    private static final String NAME = "contexts.json";

    /** Far above any list of servers kept by hand. */
    private static final long MAX_BYTES = 1 << 20;

    /** Far above the 512 characters of a token. */
    private static final long MAX_TOKEN_BYTES = 4 << 10;

    private final Path folder;
    private final Path file;
    private final Surroundings around;

    ContextFile(Surroundings around) {
        String xdg = around.variable("XDG_CONFIG_HOME");
        // The XDG rules say to ignore a relative path.
        Path config =
                xdg != null && Path.of(xdg).isAbsolute()
                        ? Path.of(xdg)
                        : around.home().resolve(".config");
        this.folder = config.resolve("nocturne");
        this.file = folder.resolve(NAME);
        this.around = around;
    }

    /** Reads the contexts; none where there is no file. */
    Contexts read() {
        if (!Files.exists(file)) {
            return Contexts.NONE;
        }
        try {
            if (PrivateFiles.isOpenToOthers(file)) {
                around.errors()
                        .line(
                                "warning: other users can read "
                                        + file
                                        + "; run 'chmod go= "
                                        + file
                                        + "'");
            }
            return Contexts.parse(text(file, MAX_BYTES));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + file + ": " + reason(e), e);
        }
    }

    /** Replaces the file in one step, so that a crash cannot leave half of it. */
    void write(Contexts contexts) {
        Path fresh = folder.resolve(NAME + "." + around.ids().get() + ".new");
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.createNew(fresh);
            Files.writeString(fresh, contexts.format());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot write " + file + ": " + reason(e), e);
        }
    }

    /** The context of that name. */
    Context find(Contexts contexts, String name) {
        Context context = contexts.all().get(name);
        if (context == null) {
            String known =
                    contexts.all().isEmpty() ? "none" : String.join(", ", contexts.all().keySet());
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "there is no context '" + name + "' in " + file + "; it has: " + known);
        }
        return context;
    }

    /** The token of a context, read from its file where it is in one. */
    static @Nullable String token(Context context) {
        Path from = context.tokenFile();
        if (from == null) {
            return context.token();
        }
        try {
            return Contexts.checkToken(text(from, MAX_TOKEN_BYTES), from.toString());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read the token file " + from + ": " + reason(e), e);
        }
    }

    private static String text(Path file, long maxBytes) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw new IOException("it is larger than " + maxBytes + " bytes");
        }
        return Files.readString(file);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case CharacterCodingException binary -> "it is not UTF-8 text";
            default -> String.valueOf(e.getMessage());
        };
    }
}
