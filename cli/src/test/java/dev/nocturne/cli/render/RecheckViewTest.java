package dev.nocturne.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecheckViewTest {
    private static String show(String json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new RecheckView(new Screen(stream, new Style(false), 0))
                .show(EventCodec.JSON.readTree(json));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsTheSameTakesTwoLines() {
        assertThat(
                        show(
                                """
                                {"same": true, "conclusion": {"outcome": "same", "differences": [], "more": 0},
                                 "queries": [{"evidence": "E1", "source": "pack", "query": "q",
                                   "outcome": "same", "reason": "", "differences": [], "more": 0}]}
                                """))
                .isEqualTo(
                        """
                        The conclusion is the same: it follows from the answers in the log.
                        1 of 1 queries give the same answer now.
                        """);
    }

    @Test
    void eachDifferenceIsALineWithWhatWasRecordedAndWhatIsNow() {
        assertThat(
                        show(
                                """
                                {"same": false,
                                 "conclusion": {"outcome": "differs", "more": 3, "differences":
                                   [{"what": "verdict", "recorded": "fault", "now": ""}]},
                                 "queries": [
                                  {"evidence": "E1", "source": "pack", "query": "q", "outcome": "differs", "reason": "",
                                   "differences": [{"what": "m of x", "recorded": "1", "now": "2"}], "more": 0},
                                  {"evidence": "E2", "source": "pack", "query": "q", "outcome": "could_not_ask",
                                   "reason": "it is gone", "differences": [], "more": 0}]}
                                """))
                .isEqualTo(
                        """
                        The conclusion differs from what follows from the answers in the log:
                          verdict: recorded fault, now nothing
                          and 3 more
                        E1 (pack): the answer differs now
                          m of x: recorded 1, now 2
                        E2 (pack): could not ask again, it is gone
                        0 of 2 queries give the same answer now.
                        """);
    }
}
