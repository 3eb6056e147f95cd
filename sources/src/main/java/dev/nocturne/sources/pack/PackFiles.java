package dev.nocturne.sources.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
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

    /** What spreadsheets write in western Europe when they do not write UTF-8. */
    private static final Charset WINDOWS = Charset.forName("windows-1252");

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
            return decode(Files.readAllBytes(path), place, Optional.empty()).map(Decoded::text);
        } catch (IOException e) {
            problems.add(place, "an unreadable file (" + e + ")", "a readable file");
            return Optional.empty();
        }
    }

    /**
     * A text and the encoding it was read in.
     *
     * @param encoding empty for UTF-8
     */
    record Decoded(String text, String encoding) {}

    /** The text of a CSV file; also one in UTF-16 with a byte order mark, or in Windows-1252. */
    Optional<Decoded> csv(Path path) {
        Place place = new Place(name(path), 0, "");
        try {
            long size = Files.size(path);
            if (size > CSV_BYTES) {
                problems.add(place, size + " bytes", "at most " + CSV_BYTES + " bytes");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            boolean utf16 =
                    bytes.length >= 2
                            && (bytes[0] & bytes[1] & 0xFF) == 0xFE
                            && (bytes[0] | bytes[1]) == (byte) 0xFF;
            return utf16 ? utf16(bytes, place) : decode(bytes, place, Optional.of(WINDOWS));
        } catch (IOException e) {
            problems.add(place, "an unreadable file (" + e + ")", "a readable file");
            return Optional.empty();
        }
    }

    private Optional<Decoded> utf16(byte[] bytes, Place place) {
        try {
            String text =
                    StandardCharsets.UTF_16.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(new Decoded(text, "UTF-16"));
        } catch (CharacterCodingException e) {
            problems.add(
                    place, "bytes that are not UTF-16", "UTF-16 text after its byte order mark");
            return Optional.empty();
        }
    }

    /** The text in the other encoding; nothing when that has no characters for the bytes. */
    private static Optional<Decoded> other(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('\0') >= 0
                    ? Optional.empty()
                    : Optional.of(new Decoded(text, charset.name()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private Optional<Decoded> decode(byte[] bytes, Place place, Optional<Charset> fallback) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            OptionalInt wrong = malformed(bytes);
            if (wrong.isPresent()) {
                Optional<Decoded> other = fallback.flatMap(charset -> other(bytes, charset));
                if (other.isPresent()) {
                    problems.warn(
                            place.at(lineAt(bytes, wrong.getAsInt()), ""),
                            "the file is not UTF-8 and is read as "
                                    + other.get().encoding()
                                    + "; save it as UTF-8 if letters look wrong");
                    return other;
                }
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
        return Optional.of(new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, ""));
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
