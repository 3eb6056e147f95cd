package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Completes command lines in real shells, with a program that answers as the command does. */
@Timeout(120)
class CompletionTest extends CommandTest {
    /** What a person types, and what it becomes. */
    private record Typed(String line, String completed) {}

    private static final List<Typed> LINES =
            List.of(
                    new Typed("inv", "investigate"),
                    new Typed("list --ne", "list --needs-approval"),
                    new Typed("show -o ma", "show -o markdown"),
                    new Typed("pack val", "pack validate"),
                    new Typed("completion fi", "completion fish"),
                    new Typed("show ses-5", "show ses-5abc"),
                    new Typed("cancel --context lab ses-7", "cancel --context lab ses-7xyz"),
                    new Typed("context use pro", "context use prod"),
                    new Typed("list --context pro", "list --context prod"));

    @BeforeEach
    void placeAProgramOfThatNameOnThePath() throws IOException {
        Path program = home.resolve("nocturne");
        Files.writeString(
                program,
                """
                #!/bin/sh
                case "$*" in
                  "list --quiet --limit 50") echo ses-5abc; echo ses-6def ;;
                  "list --quiet --limit 50 --context lab") echo ses-7xyz ;;
                  "context list --quiet") echo lab; echo prod ;;
                  *) echo "$*" >>"%s" ;;
                esac
                """
                        .formatted(home.resolve("typed")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndNames() throws IOException, InterruptedException {
        script("bash");
        for (Typed typed : LINES) {
            String words =
                    "source script; COMP_WORDS=(nocturne %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                    .formatted(typed.line())
                            + " _complete_nocturne_names; echo \"${COMPREPLY[*]}\"";
            assertThat(output("bash", "--norc", "-c", words)).isEqualTo(lastWord(typed) + "\n");
        }
        String all =
                "source script; COMP_WORDS=(nocturne show ''); COMP_CWORD=2;"
                        + " _complete_nocturne_names; echo \"${COMPREPLY[*]}\"";
        assertThat(output("bash", "--norc", "-c", all)).isEqualTo("ses-5abc ses-6def\n");
        String url =
                all.replace("show ''", "show --server ''").replace("COMP_CWORD=2", "COMP_CWORD=3");
        assertThat(output("bash", "--norc", "-c", url)).isEqualTo("\n");
    }

    @Test
    void fishCompletesCommandsOptionsValuesAndNames() throws IOException, InterruptedException {
        script("fish");
        for (Typed typed : LINES) {
            // fish asks the server of no other context than the current one.
            if (!typed.line().contains("--context lab")) {
                String command = "source script; complete -C 'nocturne %s'".formatted(typed.line());
                assertThat(output("fish", "--no-config", "-c", command).lines())
                        .as(typed.line())
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith(lastWord(typed));
            }
        }
    }

    @Test
    void zshCompletesCommandsOptionsValuesAndNames() throws IOException, InterruptedException {
        script("zsh");
        Files.writeString(
                home.resolve(".zshrc"),
                """
                autoload -U compinit && compinit -u -D
                source %s
                unsetopt LIST_BEEP
                """
                        .formatted(home.resolve("script")));
        StringBuilder keys = new StringBuilder();
        LINES.forEach(typed -> keys.append("nocturne ").append(typed.line()).append("\\t\\n"));
        // A terminal, in which zsh reads what is typed.
        String driver =
                "zmodload zsh/zpty; export ZDOTDIR=%s; zpty shell zsh -i; zpty -w shell $'%sexit\\n';"
                                .formatted(home, keys)
                        + " while zpty -r shell line; do :; done; zpty -d shell";
        output("zsh", "-f", "-c", driver);
        assertThat(Files.readAllLines(home.resolve("typed")).stream().map(String::strip))
                .containsExactlyElementsOf(LINES.stream().map(Typed::completed).toList());
    }

    private static String lastWord(Typed typed) {
        return typed.completed().substring(typed.completed().lastIndexOf(' ') + 1);
    }

    private void script(String shell) throws IOException {
        boolean installed =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
        assumeTrue(installed, shell + " is not installed");
        assertThat(run("completion", shell)).as(said()).isZero();
        Files.writeString(home.resolve("script"), printed());
    }

    private String output(String... command) throws IOException, InterruptedException {
        Path errors = home.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(home.toFile()).redirectError(errors.toFile());
        builder.environment().merge("PATH", home.toString(), (path, own) -> own + ":" + path);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TERM", "xterm");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).content().isEmpty();
        return output;
    }
}
