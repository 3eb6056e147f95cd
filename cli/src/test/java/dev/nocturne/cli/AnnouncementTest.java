package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.config.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server prints when it has started. */
@Timeout(120)
class AnnouncementTest extends CommandTest {
    private Path pack;

    @BeforeEach
    void prepare() throws IOException {
        pack = SmallPack.in(home.resolve("small")).folder();
    }

    private void start() {
        ServerOptions options =
                new ServerOptions(
                        "127.0.0.1", 0, home.resolve("data"), List.of(pack), List.of(), null);
        try (RunningServer server = new LocalServers().start(options, env)) {
            Announcement.print(server, around());
        }
    }

    @Test
    void itSaysThatTokensAreRequiredAndWhereTheyComeFromButNotWhatTheyAre() {
        env.put("NOCTURNE_TOKENS", "anna=first-secret,bert=second-secret");
        start();
        assertThat(printed())
                .contains("\n  tokens        required; 2 from NOCTURNE_TOKENS\n")
                .doesNotContain("secret", "anna");
    }

    @Test
    void itSaysThatNoTokenIsRequired() {
        start();
        assertThat(printed())
                .contains("\n  tokens        not required; set NOCTURNE_TOKEN to require one\n");
    }
}
