package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.stores.sqlite.NativeLibrary;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Replaces the stored sessions with those of a backup; no server may be running.",
            "Checks the backup first; a damaged one changes nothing. The replaced sessions"
                    + " are kept beside it under a dated name."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "FILE", description = "A backup written by 'nocturne backup'.")
    private Path file = Path.of("");

    RestoreCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        Path folder = data.folder(around);
        NativeLibrary.provide(folder);
        Path database = folder.resolve(BackupCommand.DATABASE);
        Optional<Path> old = SqliteStore.restore(file, database, InstantSource.system());
        Screen screen = around.screen();
        if (json) {
            screen.line(
                    EventCodec.JSON
                            .createObjectNode()
                            .put("restored", database.toString())
                            .put("previous", old.map(Path::toString).orElse(null))
                            .toString());
        } else {
            old.ifPresent(path -> screen.line("the replaced sessions are in " + path));
            screen.line("restored " + file + " to " + database);
        }
        return ExitCode.COMPLETED;
    }
}
