package dev.nocturne.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The files of one pack: found inside its folder and nowhere else, read as strict UTF-8 up to a
 * size.
 */
final class PackFiles {

    /** A manifest, schema, prompt or knowledge file is written by hand; 1 MiB is far above any. */
    static final long TEXT_BYTES = 1 << 20;

    /**
     * About two million telemetry rows; tables live in memory, so this bounds a pack's share of it.
     */
    static final long CSV_BYTES = 128L << 20;

    /** Files read from one folder (runbooks, tickets, prompts, telemetry). */
    static final int FILES_PER_FOLDER = 10_000;

    /** What decoding puts where bytes are not UTF-8; a text may have it rightly as well. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Path root;
    private final Path realRoot;
    private final Problems problems;

    private PackFiles(Path root, Path realRoot, Problems problems) {
        this.root = root;
        this.realRoot = realRoot;
        this.problems = problems;
    }

    static Optional<PackFiles> open(Path dir, Problems problems) {
        if (!Files.isDirectory(dir)) {
            problems.add(
                    new Problem(
                            "",
                            0,
                            "",
                            "no folder at " + dir,
                            "a pack folder with a scenario.yaml"));
            return Optional.empty();
        }
        try {
            Path root = dir.toAbsolutePath().normalize();
            return Optional.of(new PackFiles(root, root.toRealPath(), problems));
        } catch (IOException e) {
            problems.add(
                    new Problem(
                            "", 0, "", "unreadable folder (" + e + ")", "a readable pack folder"));
            return Optional.empty();
        }
    }

    /** The file's name in problems and documents: relative to the pack, '/' between folders. */
    String name(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** The path that {@code place} names, if it stays inside the pack. It need not exist. */
    Optional<Path> inside(String relative, Place place) {
        try {
            Path path = root.resolve(relative).normalize();
            boolean inside =
                    path.startsWith(root)
                            && (!Files.exists(path) || path.toRealPath().startsWith(realRoot));
            if (inside) {
                return Optional.of(path);
            }
            problems.add(place, Problems.quote(relative), "a path inside the pack");
        } catch (InvalidPathException | IOException e) {
            problems.add(place, Problems.quote(relative), "a readable path inside the pack");
        }
        return Optional.empty();
    }

    Optional<Path> file(String relative, Place place) {
        return inside(relative, place)
                .filter(path ->
                        exists(Files.isRegularFile(path), relative, place, "an existing file"));
    }

    Optional<Path> folder(String relative, Place place) {
        return inside(relative, place)
                .filter(path ->
                        exists(Files.isDirectory(path), relative, place, "an existing folder"));
    }

    private boolean exists(boolean exists, String relative, Place place, String expected) {
        if (!exists) {
            problems.add(place, Problems.quote(relative), expected);
        }
        return exists;
    }

    /**
     * The regular files of a folder with one of the endings, by name. Links that lead out of the
     * pack are refused.
     */
    List<Path> list(Path folder, String... endings) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files =
                    entries.filter(path -> endsWithAny(path.getFileName().toString(), endings))
                            .filter(Files::isRegularFile)
                            .limit(FILES_PER_FOLDER + 1L)
                            .sorted()
                            .toList();
            Place place = new Place(name(folder), 0, "");
            if (files.size() > FILES_PER_FOLDER) {
                problems.add(
                        place,
                        "more than " + FILES_PER_FOLDER + " files",
                        "at most " + FILES_PER_FOLDER);
                return List.of();
            }
            return files.stream().filter(path -> inside(name(path), place).isPresent()).toList();
        } catch (IOException e) {
            problems.add(
                    new Place(name(folder), 0, ""),
                    "an unreadable folder (" + e + ")",
                    "a readable folder");
            return List.of();
        }
    }

    private static boolean endsWithAny(String name, String... endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** The text of a file; a problem instead when it is too big, no UTF-8, or holds a NUL. */
    Optional<String> text(Path path, long maxBytes) {
        Place place = new Place(name(path), 0, "");
        try {
            long size = Files.size(path);
            if (size > maxBytes) {
                problems.add(place, size + " bytes", "at most " + maxBytes + " bytes");
                return Optional.empty();
            }
            return decode(Files.readAllBytes(path), place);
        } catch (IOException e) {
            problems.add(place, "an unreadable file (" + e + ")", "a readable file");
            return Optional.empty();
        }
    }

    private Optional<String> decode(byte[] bytes, Place place) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            OptionalInt wrong = malformed(bytes);
            if (wrong.isPresent()) {
                problems.add(
                        place.at(lineAt(bytes, wrong.getAsInt()), ""),
                        "bytes that are not UTF-8",
                        "UTF-8 text");
                return Optional.empty();
            }
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
            problems.add(place.at(line, ""), "a NUL character", "text");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Where the first bytes are that are not UTF-8. */
    private static OptionalInt malformed(byte[] bytes) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean error = decoder.decode(in, CharBuffer.allocate(bytes.length), true).isError();
        return error ? OptionalInt.of(in.position()) : OptionalInt.empty();
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
