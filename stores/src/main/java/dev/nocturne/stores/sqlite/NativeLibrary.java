package dev.nocturne.stores.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which the driver carries for many systems in its jar. Each process that opens a
 * store unpacks it to a temporary file first, unless the system property {@code
 * org.sqlite.lib.path} names a folder that has it.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

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
