package dev.nocturne.stores.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Small disks in memory, where this process may mount them: on Linux, as the superuser. */
final class Disk {
    private Disk() {}

    /** An empty disk of 3 MB; false where that is not allowed. */
    static boolean mountSmall(Path folder) throws InterruptedException {
        return mount(folder, "size=3m");
    }

    static boolean mountReadOnly(Path folder) throws InterruptedException {
        return mount(folder, "ro");
    }

    private static boolean mount(Path folder, String options) throws InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    }

    static void unmount(Path folder) throws InterruptedException {
        if (!run("umount", folder.toString())) {
            throw new IllegalStateException("cannot unmount " + folder);
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such command here.
            return false;
        }
    }
}
