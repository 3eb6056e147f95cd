package dev.nocturne.stores.sqlite;

import dev.nocturne.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fresh database to copy: making one takes several syncs of the disk and the migrations. */
final class Template {
    private static final byte[] FRESH = make();

    private Template() {}

    static void copyTo(Path file) throws IOException {
        Files.write(file, FRESH);
    }

    private static byte[] make() {
        try {
            Path folder = Files.createTempDirectory("nocturne-template");
            Path file = folder.resolve("fresh.db");
            SqliteStore.open(file, new TestClock()).close();
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder.resolve("fresh.db.lock"));
            Files.delete(folder.resolve("fresh.db.mark"));
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("no template", e);
        }
    }
}
