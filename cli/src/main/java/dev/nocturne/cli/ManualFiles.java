package dev.nocturne.cli;

import dev.nocturne.cli.CompletionCommand.Shell;
import dev.nocturne.cli.manual.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Writes man pages and completion scripts into the distribution. The build runs it. */
public final class ManualFiles {
    private ManualFiles() {}

    /** The first argument is the distribution's {@code share} folder, the second the version. */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        CommandLine line = Nocturne.line(Surroundings.system(), "");
        pages(line, Files.createDirectories(share.resolve("man/man1")), args[1]);
        script(line, Shell.BASH, share.resolve("bash-completion/completions/nocturne"));
        script(line, Shell.FISH, share.resolve("fish/vendor_completions.d/nocturne.fish"));
    }

    private static void pages(CommandLine line, Path folder, String version) throws IOException {
        Files.writeString(folder.resolve(ManPage.name(line) + ".1"), ManPage.of(line, version));
        for (CommandLine sub : line.getSubcommands().values()) {
            pages(sub, folder, version);
        }
    }

    private static void script(CommandLine line, Shell shell, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, CompletionCommand.script(line, shell));
    }
}
