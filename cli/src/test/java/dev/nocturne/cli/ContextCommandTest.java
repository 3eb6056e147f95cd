package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContextCommandTest extends CommandTest {
    private static final String SECRET = "s3cret-token";

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        server.put("GET /api/sessions?limit=20", 200, "{\"sessions\":[]}");
        server.put("GET /api/sessions?limit=1", 200, "{\"sessions\":[]}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path file() {
        return home.resolve(".config/nocturne/contexts.json");
    }

    private void save(String name, String token) {
        stdin = token;
        assertThat(run("context", "set", name, "--server", server.url(), "--with-token"))
                .as(said())
                .isZero();
    }

    private String lastAuthorization() {
        return server.asked().getLast().header("Authorization");
    }

    @Test
    void theFirstContextIsUsedByEveryCommandFromThenOn() {
        save("prod", SECRET + "\n");
        assertThat(printed()).isEqualTo("saved context prod, which commands now use\n");
        assertThat(run("list")).as(said()).isZero();
        assertThat(lastAuthorization()).isEqualTo("Bearer " + SECRET);
    }

    @Test
    void anOptionWinsOverTheEnvironmentAndTheEnvironmentOverTheCurrentContext() {
        save("prod", SECRET);
        save("lab", "lab-token");
        env.put("NOCTURNE_TOKEN", "of-the-environment");
        assertThat(run("list")).as(said()).isZero();
        assertThat(lastAuthorization()).isEqualTo("Bearer of-the-environment");
        assertThat(run("list", "--context", "lab")).as(said()).isZero();
        assertThat(lastAuthorization()).isEqualTo("Bearer lab-token");
        env.put("NOCTURNE_SERVER", "http://127.0.0.1:1");
        assertThat(run("list")).isEqualTo(3);
        assertThat(run("list", "--context", "lab")).as(said()).isZero();
        assertThat(run("list", "--server", server.url())).as(said()).isZero();
        assertThat(run("list", "--server", server.url(), "--context", "lab")).isEqualTo(2);
    }

    @Test
    void aTokenIsSentToTheServerOfItsContextOnly() {
        save("prod", SECRET);
        assertThat(run("list", "--server", server.url())).as(said()).isZero();
        assertThat(lastAuthorization()).isEmpty();
        env.put("NOCTURNE_SERVER", server.url());
        assertThat(run("list")).as(said()).isZero();
        assertThat(lastAuthorization()).isEmpty();
    }

    @Test
    void tokensAreNeverPrintedAndOnlyTheOwnerMayReadThem() throws IOException {
        save("prod", SECRET);
        for (String format : new String[] {"text", "json"}) {
            assertThat(run("context", "list", "-o", format)).isZero();
            assertThat(printed()).contains("prod", server.url(), "stored").doesNotContain(SECRET);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("context", "list")).isZero();
        assertThat(said()).startsWith("warning: other users can read " + file());
    }

    @Test
    void aBrokenFileIsRefusedWithItsPlaceAndWithoutItsText() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"contexts\":\n{\"prod\": " + SECRET + "}}");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertThat(run("list")).isEqualTo(2);
        assertThat(said()).contains(file().toString(), "line 2").doesNotContain(SECRET);
        Files.writeString(
                file(),
                "{\"contexts\":{\"prod\":{\"server\":\"http://x\",\"tokn\":\"" + SECRET + "\"}}}");
        assertThat(run("list")).isEqualTo(2);
        assertThat(said()).contains("unknown key 'tokn'", "token_file").doesNotContain(SECRET);
        Files.writeString(file(), "{\"current\":\"gone\",\"contexts\":{}}");
        assertThat(run("list")).isEqualTo(2);
        assertThat(said()).contains("'gone'");
    }

    @Test
    void aTokenFileIsReadAtEachUse() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "first\n");
        assertThat(
                        run(
                                "context",
                                "set",
                                "prod",
                                "--server",
                                server.url(),
                                "--token-file",
                                token.toString()))
                .as(said())
                .isZero();
        assertThat(run("list")).as(said()).isZero();
        assertThat(lastAuthorization()).isEqualTo("Bearer first");
        Files.writeString(token, "second\n");
        assertThat(run("list")).as(said()).isZero();
        assertThat(lastAuthorization()).isEqualTo("Bearer second");
        assertThat(file()).content().doesNotContain("first");
        Files.delete(token);
        assertThat(run("list")).isEqualTo(2);
        assertThat(said()).contains("cannot read the token file " + token);
    }

    @Test
    void whatCannotBeAContextIsRefusedAndChangesNothing() {
        String url = server.url();
        assertThat(run("context", "set", "a b", "--server", url)).isEqualTo(2);
        assertThat(run("context", "set", "a", "--server", "ftp://x")).isEqualTo(2);
        assertThat(run("context", "set", "a")).isEqualTo(2);
        stdin = "two words";
        assertThat(run("context", "set", "a", "--server", url, "--with-token")).isEqualTo(2);
        assertThat(said()).contains("standard input holds no token").doesNotContain("two words");
        assertThat(run("context", "use", "nowhere")).isEqualTo(2);
        assertThat(said()).contains("there is no context 'nowhere'", "it has: none");
        assertThat(run("list", "--context", "nowhere")).isEqualTo(2);
        assertThat(file()).doesNotExist();
    }

    @Test
    void contextsAreSwitchedUnsetAndDeleted() {
        save("prod", SECRET);
        save("lab", "lab-token");
        assertThat(printed()).contains("'nocturne context use lab' makes commands use it");
        assertThat(run("context", "use", "lab", "-o", "json")).isZero();
        assertThat(printed()).isEqualTo("{\"current\":\"lab\"}\n");
        assertThat(run("context", "list", "-o", "json")).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        {"name":"lab","server":"%1$s","token":"stored","current":true}
                        {"name":"prod","server":"%1$s","token":"stored","current":false}
                        """
                                .formatted(server.url()));
        assertThat(run("context", "list", "-q")).isZero();
        assertThat(printed()).isEqualTo("lab\nprod\n");
        assertThat(run("context", "unset")).isZero();
        assertThat(run("context", "delete", "lab")).isZero();
        assertThat(run("context", "list")).isZero();
        assertThat(printed()).contains("prod").doesNotContain("lab", "*");
        assertThat(run("context", "delete", "prod")).isZero();
        assertThat(run("context", "list")).isZero();
        assertThat(said()).contains("no contexts");
    }

    @Test
    void suggestedCommandsReachTheSameServer() {
        save("prod", SECRET);
        save("lab", "lab-token");
        String stream = "GET /api/sessions/s1/stream";
        server
                .put("GET /api/environments", 200, "{\"environments\":[{\"name\":\"first\"}]}")
                .put("POST /api/sessions", 200, "{\"session_id\":\"s1\"}")
                .stream(stream, "event: done\ndata: {\"status\":\"completed\"}\n\n");
        stdin = "dark";
        assertThat(run("investigate", "-")).as(said()).isZero();
        assertThat(printed()).contains("nocturne open s1\n");
        assertThat(run("context", "unset")).isZero();
        assertThat(run("investigate", "-", "--context", "lab")).as(said()).isZero();
        assertThat(printed()).contains("nocturne open s1 --context lab\n");
    }

    @Test
    void theFileFollowsTheRulesOfTheDesktop() {
        env.put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        save("prod", SECRET);
        assertThat(home.resolve("xdg/nocturne/contexts.json")).exists();
        assertThat(file()).doesNotExist();
    }
}
