package dev.nocturne.sources.file;

import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.environment.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a file that describes a live environment, and lists all its mistakes at once. */
public final class EnvironmentFile {
    /** The name that commands look for. */
    public static final String NAME = "environment.yaml";

    /** A file with 5,000 relations has half of it. */
    private static final int MOST_BYTES = 512 << 10;

    /** An investigation asks all of them. */
    private static final int MOST_SOURCES = 16;

    private static final List<String> TYPES = List.of("prometheus");

    /** Names occur in addresses and as arguments of commands. */
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final String SIMPLE_NAME =
            " is no name: up to 100 letters, digits, dots, - and _, of which the first is a letter"
                    + " or digit";

    private final Mistakes mistakes = new Mistakes();
    private final Secrets secrets;
    private final InstantSource clock;

    private EnvironmentFile(Path folder, Map<String, String> variables, InstantSource clock) {
        this.secrets = new Secrets(folder, variables);
        this.clock = clock;
    }

    /** What came of reading a file. */
    public sealed interface Reading {
        record Understood(LiveEnvironment environment) implements Reading {}

        /** It has mistakes, in the order of their lines. */
        record Wrong(List<Mistake> mistakes) implements Reading {
            public Wrong {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /**
     * Reads a file, and the secrets that it refers to.
     *
     * @param variables of the process
     * @param clock for what is now
     */
    public static Reading read(Path file, Map<String, String> variables, InstantSource clock) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return wrong("the file is larger than 512 kB");
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return parse(text, file, variables, clock);
        } catch (NoSuchFileException e) {
            return wrong("there is no such file");
        } catch (CharacterCodingException e) {
            return wrong("the file is not UTF-8 text");
        } catch (IOException e) {
            return wrong("the file cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param file where it is or will be; paths in it are relative to its folder
     */
    public static Reading parse(
            String text, Path file, Map<String, String> variables, InstantSource clock) {
        Path parent = file.toAbsolutePath().getParent();
        EnvironmentFile reader =
                new EnvironmentFile(
                        parent == null ? file.toAbsolutePath() : parent, variables, clock);
        Optional<LiveEnvironment> environment =
                Keys.parse(text, reader.mistakes).flatMap(reader::environment);
        List<Mistake> mistakes = reader.mistakes.list();
        return environment.isPresent() && mistakes.isEmpty()
                ? new Reading.Understood(environment.get())
                : new Reading.Wrong(mistakes);
    }

    private static Reading wrong(String sentence) {
        return new Reading.Wrong(List.of(new Mistake(0, "", sentence)));
    }

    private Optional<LiveEnvironment> environment(Keys keys) {
        keys.allow(List.of("environment", "zone", "sources"));
        Optional<String> name = keys.required("environment", "the environment's name");
        name.ifPresent(text -> checkName(keys, "environment", text));
        ZoneId zone = zone(keys);
        List<Source> sources = sources(keys);
        return name.map(text -> new LiveEnvironment(text, zone, clock, sources));
    }

    private static void checkName(Keys keys, String key, String name) {
        if (!SIMPLE.matcher(name).matches()) {
            keys.addMistake(key, Mistakes.quote(name) + SIMPLE_NAME);
        }
    }

    private static ZoneId zone(Keys keys) {
        Optional<String> text = keys.text("zone");
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text.get());
        } catch (DateTimeException e) {
            keys.addMistake(
                    "zone",
                    Mistakes.quote(text.get())
                            + " is no zone such as Europe/Berlin, UTC or +02:00");
            return ZoneOffset.UTC;
        }
    }

    private List<Source> sources(Keys keys) {
        List<Source> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Keys.Item> items = keys.items("sources", MOST_SOURCES);
        if (items.isEmpty()) {
            keys.addMistake("sources", "there is no source to ask");
        }
        for (Keys.Item item : items) {
            switch (item) {
                case Keys.Item.Map map -> source(map.keys(), names).ifPresent(sources::add);
                case Keys.Item.Text text ->
                        mistakes.add(text.line(), text.path(), "this must be a mapping of keys");
            }
        }
        return sources;
    }

    private Optional<Source> source(Keys keys, Set<String> names) {
        Optional<String> type = keys.required("type", "the source's type");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (!TYPES.contains(type.get())) {
            keys.addMistake(
                    "type",
                    Mistakes.quote(type.get())
                            + " is no type of source"
                            + NearestWord.of(type.get(), TYPES)
                                    .map(word -> "; did you mean \"" + word + "\"?")
                                    .orElse("; there are: " + String.join(", ", TYPES)));
            return Optional.empty();
        }
        String name = keys.text("name").orElse(type.get());
        checkName(keys, "name", name);
        if (!names.add(name)) {
            keys.addMistake(
                    "name", "another source is called " + Mistakes.quote(name) + " already");
        }
        return new PrometheusReader(keys, secrets, mistakes).read(name, clock);
    }
}
