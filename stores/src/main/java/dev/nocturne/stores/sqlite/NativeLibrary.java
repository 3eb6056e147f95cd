package dev.nocturne.stores.sqlite;

import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which the driver carries for many systems in its jar. Unless the system property
 * {@code org.sqlite.lib.path} names a folder that has it, each process that opens a store unpacks
 * it to a temporary file of its own, which stays there when the process is killed.
 */
public final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    /** Where the driver looks for the library. */
    private static final String PATH = "org.sqlite.lib.path";

    /** Folder in the data folder, for installations that cannot be written. */
    private static final String FOLDER = "native";

    private NativeLibrary() {}

    /**
     * Lets the driver find the library in a lasting place: where it is already, else in the data
     * folder, readable by its owner alone. Does nothing once the driver has loaded it.
     */
    public static void provide(Path dataFolder) {
        String name = LibraryLoaderUtil.getNativeLibName();
        String given = System.getProperty(PATH);
        if (given != null && Files.exists(Path.of(given).resolve(name))) {
            return;
        }
        try {
            PrivateFiles.createFolder(dataFolder);
            PrivateFiles.createFolder(dataFolder.resolve(FOLDER));
            // By its version: another driver must not load it.
            Path folder = dataFolder.resolve(FOLDER).resolve(SQLiteJDBCLoader.getVersion());
            if (!Files.exists(folder.resolve(name))) {
                PrivateFiles.createFolder(folder);
                unpack(folder);
                PrivateFiles.restrict(folder.resolve(name));
            }
            System.setProperty(PATH, folder.toString());
        } catch (IOException e) {
            log.info("SQLite is unpacked to a temporary file: {} cannot hold it", dataFolder, e);
        }
    }

    /**
     * Unpacks the one for this system and processor into the folder, in place of any that is there.
     *
     * @throws IOException when the driver has none for this system, or the folder cannot be written
     */
    public static void unpack(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Path fresh = folder.resolve(name + ".new");
        try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("the SQLite driver has no " + resource);
            }
            Files.copy(library, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
