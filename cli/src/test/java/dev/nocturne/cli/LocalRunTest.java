package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Investigations without a server, by one in this process. */
@Timeout(120)
class LocalRunTest extends CommandTest {
    private SmallPack pack;

    @BeforeEach
    void prepare() throws IOException {
        servers = new LocalServers();
        pack = SmallPack.in(home.resolve("small"));
    }

    private int investigate(String... more) {
        String[] args = new String[more.length + 4];
        args[0] = "investigate";
        args[1] = "--scenario";
        args[2] = pack.folder().toString();
        args[3] = "--quiet";
        System.arraycopy(more, 0, args, 4, more.length);
        return run(args);
    }

    @Test
    void aModelThatLacksItsKeyIsNamedInOneLineAndTheBuiltInInvestigatorRuns() {
        env.put("NOCTURNE_MODEL", "openai:gpt-4.1");
        env.put("OPENAI_API_KEY", "");
        assertThat(investigate()).as(said()).isZero();
        assertThat(said().lines())
                .singleElement()
                .asString()
                .startsWith("NOCTURNE_MODEL is set, but the language model cannot be used: ")
                .contains("OPENAI_API_KEY")
                .endsWith("The built-in investigator runs instead.");
        assertThat(printed()).isNotBlank();
    }

    @Test
    void aModelThatIsAskedForByNameAndLacksItsKeyEndsTheCommand() {
        env.put("NOCTURNE_MODEL", "openai:gpt-4.1");
        assertThat(investigate("--orchestrator", "llm")).isNotZero();
        assertThat(said()).contains("OPENAI_API_KEY");
    }

    @Test
    void theStartLogsWhatItUnderstoodOfEveryTableAndWarnsOfWhatIsNotUsed() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.nocturne.server");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThat(investigate()).as(said()).isZero();
        } finally {
            logger.detachAppender(log);
        }
        List<String> lines =
                log.list.stream()
                        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                        .filter(line -> line.contains("pack small"))
                        .toList();
        assertThat(run("pack", "validate", pack.folder().toString())).isZero();
        List<String> expected =
                printed()
                        .lines()
                        .skip(1)
                        .map(line ->
                                line.startsWith("  table ")
                                        ? "INFO pack small, " + line.strip()
                                        : "WARN pack small: "
                                                + line.strip().replaceFirst("warning: ", ""))
                        .toList();
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(lines).containsExactlyElementsOf(expected);
    }
}
