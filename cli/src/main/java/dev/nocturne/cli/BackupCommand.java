package dev.nocturne.cli;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.stores.sqlite.NativeLibrary;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = {
            "Copies all sessions into a new file, also while a server runs on them.",
            "'nocturne restore' reads it back."
        })
final class BackupCommand implements Callable<Integer> {
    static final String DATABASE = "nocturne.db";

    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private OutputOption output = new OutputOption();

    @Parameters(
            paramLabel = "FILE",
            description = "The file to create; an existing one is never overwritten.")
    private Path file = Path.of("");

    BackupCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Path folder = data.folder(around);
        if (Files.isDirectory(folder)) {
            NativeLibrary.provide(folder);
        }
        boolean json = output.json();
        SqliteStore.backup(folder.resolve(DATABASE), file);
        around.screen()
                .line(
                        json
                                ? EventCodec.JSON
                                        .createObjectNode()
                                        .put("backup", file.toString())
                                        .toString()
                                : "copied to " + file);
        return ExitCode.COMPLETED;
    }
}
