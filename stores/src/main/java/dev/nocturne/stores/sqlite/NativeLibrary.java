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
 * SQLite's native library, which the driver's jar contains for many systems. Unless the system
 * property {@code org.sqlite.lib.path} names a folder with the library, each process unpacks it to
 * its own temporary file, which is left there if the process is killed.
 */
public final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    /** The property that names the folder in which the driver looks for the library. */
    private static final String PATH = "org.sqlite.lib.path";

    /** The library's folder within the data folder, for installations that are read-only. */
    private static final String FOLDER = "native";

    private NativeLibrary() {}

    /**
     * Makes the driver load the library from a permanent place: from where it is already, else from
     * the data folder, where only its owner can read it. Has no effect after the driver has loaded
     * the library.
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
            // The name contains the version, so that another version's driver does not load it.
            Path folder = dataFolder.resolve(FOLDER).resolve(SQLiteJDBCLoader.getVersion());
            if (!Files.exists(folder.resolve(name))) {
                PrivateFiles.createFolder(folder);
                unpack(folder);
                PrivateFiles.restrict(folder.resolve(name));
            }
            System.setProperty(PATH, folder.toString());
        } catch (IOException e) {
            log.info("could not unpack SQLite to {}; using a temporary file", dataFolder, e);
        }
    }

    /**
     * Unpacks the library for this system and processor into the folder, replacing an existing one.
     *
     * @throws IOException if the driver has none for this system, or the folder cannot be written
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
