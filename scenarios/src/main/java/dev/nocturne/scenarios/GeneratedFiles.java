package dev.nocturne.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The generated files of one pack: their texts by path relative to the pack's folder. */
public final class GeneratedFiles {
    private final String pack;
    private final SortedMap<String, String> files = new TreeMap<>();

    public GeneratedFiles(String pack) {
        this.pack = pack;
    }

    /** The name of the pack's folder. */
    public String pack() {
        return pack;
    }

    /**
     * Adds a file.
     *
     * @throws IllegalStateException if there is a file at this path already
     */
    public void add(String path, String text) {
        if (files.putIfAbsent(path, text) != null) {
            throw new IllegalStateException("generated twice: " + pack + "/" + path);
        }
    }

    public void addEntities(CsvTable table) {
        add("data/entities/" + table.name() + ".csv", table.toCsv());
    }

    public void addTelemetry(CsvTable table) {
        add("data/telemetry/" + table.name() + ".csv", table.toCsv());
    }

    public SortedMap<String, String> files() {
        return new TreeMap<>(files);
    }

    /** Writes all files below {@code root/<pack>}. Replaces existing ones; keeps other files. */
    public void writeTo(Path root) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = root.resolve(pack).resolve(file.getKey());
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(target, file.getValue());
        }
    }
}
