package dev.nocturne.cli;

import dev.nocturne.stores.sqlite.NativeLibrary;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Puts a backup in the place of the sessions that are there, while no server runs.",
            "Checks the backup first; a damaged one changes nothing. The sessions that were there"
                    + " stay beside it under a dated name."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "The backup, as 'nocturne backup' made it.")
    private Path file = Path.of("");

    RestoreCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Path folder = data.folder(around);
        NativeLibrary.provide(folder);
        Path database = folder.resolve(BackupCommand.DATABASE);
        SqliteStore.restore(file, database, InstantSource.system())
                .ifPresent(
                        old -> around.screen().line("the sessions that were there are in " + old));
        around.screen().line("restored " + file + " to " + database);
        return ExitCode.COMPLETED;
    }
}
