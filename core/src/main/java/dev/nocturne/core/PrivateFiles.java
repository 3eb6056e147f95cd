package dev.nocturne.core;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Creates files and folders that only their owner may read, because sessions contain alerts,
 * customer names and answers. On a file system without POSIX permissions they get its default
 * permissions.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> FOLDER =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private PrivateFiles() {}

    /** Creates the folder with mode 0700 if it is missing. Missing parents get default modes. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(folder, attributes(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Creates an empty file with mode 0600; fails if the file exists. */
    public static void createNew(Path file) throws IOException {
        Files.createFile(file, attributes(file, FILE));
    }

    /** Creates an empty file with mode 0600 if it is missing. An existing file is not changed. */
    public static void create(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                createNew(file);
            } catch (FileAlreadyExistsException e) {
                // Another process has just created the file, with the same mode.
                return;
            }
        }
    }

    /** Sets the file's mode to 0600. */
    public static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Whether other users may read, write or search the path; false if it does not exist. */
    public static boolean isOpenToOthers(Path path) throws IOException {
        return isPosix(path)
                && Files.exists(path)
                && !FOLDER.containsAll(Files.getPosixFilePermissions(path));
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
