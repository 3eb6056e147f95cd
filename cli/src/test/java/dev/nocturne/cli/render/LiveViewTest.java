package dev.nocturne.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.WireEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveViewTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private static final Times TIMES =
            new Times(Instant.parse("2025-12-31T23:51:00Z"), ZoneId.of("Europe/Berlin"));

    private int seq;

    @Test
    void theFooterShowsTheCostOfModels() {
        LiveView view = view(80);

        say(
                view,
                "run.complete",
                "{'steps':3,'time':'9.0s','tokens':{'input':1200,'output':30,'cost':0.0042}}");

        assertThat(text()).contains("3 steps · 9.0s · 1,200 tokens in, 30 out · $0.0042");
    }

    @Test
    void anInvestigationReadsAsAListOfStepsAndAnAnswer() {
        LiveView view = view(60);
        say(view, "user_message", "{'text':'line one\\n\\nline two\\nthree\\nfour'}");
        say(view, "run.start", "{'run_id':'r','alert':'a','timestamp':'2026-01-01T00:00:00Z'}");
        say(
                view,
                "tool_call.start",
                "{'id':'c1','step':1,'agent':'GraphExplorerAgent','query':'what depends on LINK-7"
                        + " and everything behind it?','timestamp':'2026-01-01T00:00:00Z',"
                        + "'reasoning':'The link is in the alert.'}");
        say(
                view,
                "tool_call.complete",
                "{'id':'c1','step':1,'agent':'GraphExplorerAgent','duration':'0.4s','query':'q',"
                        + "'response':'3 services\\nmore','timestamp':'2026-01-01T00:00:00Z',"
                        + "'sub_steps':[{'index':0,'query':'neighbours','result_summary':'3 rows',"
                        + "'agent':'x'}]}");
        say(
                view,
                "tool_call.complete",
                "{'id':'c2','step':2,'agent':'TelemetryAgent','duration':'1.0s','query':'q',"
                        + "'response':'FAILED: [tool_timeout] too slow','error':true,"
                        + "'timestamp':'2026-01-01T00:00:00Z'}");
        say(view, "diagnosis", "{'verdict':'no_fault','root_causes':[]}");
        say(view, "message.start", "{'id':'m'}");
        say(view, "message.delta", "{'id':'m','text':'All '}");
        say(view, "message.delta", "{'id':'m','text':'good.'}");
        say(view, "message.complete", "{'id':'m','text':'All good.'}");
        say(view, "run.complete", "{'steps':2,'time':'1.4s'}");
        assertThat(text())
                .isEqualTo(
                        """
                        > line one
                        > line two
                        > three
                        > … 1 more line

                        →  1 GraphExplorerAgent  what depends on LINK-7 and everyth…
                              The link is in the alert.
                        ✓  1 GraphExplorerAgent  0.4s  3 services
                              · neighbours → 3 rows
                        ✗  2 TelemetryAgent  1.0s  FAILED: [tool_timeout] too slow

                        Verdict  no fault

                        All good.

                        ✓ completed · 2 steps · 1.4s
                        """);
    }

    @Test
    void anAnswerJoinedAtItsEndIsShownWhole() {
        LiveView view = view(0);
        say(view, "message.complete", "{'id':'m','text':'All good.'}");
        assertThat(text()).isEqualTo("All good.\n\n");
    }

    @Test
    void anAnswerCutOffByACancelKeepsItsBeginning() {
        LiveView view = view(0);
        say(view, "message.start", "{'id':'m'}");
        say(view, "message.delta", "{'id':'m','text':'All '}");
        say(view, "error", "{'message':'Cancelled.','code':'cancelled'}");
        assertThat(text()).isEqualTo("\nAll \n\n✗ cancelled · Cancelled.\n");
    }

    @Test
    void onATerminalStepsAreShownAsTheyEndAndNotAgainWithTheirCall() {
        LiveView view = view(70);
        say(view, "tool_call.start", "{'id':'c1','step':1,'agent':'A','query':'first'}");
        say(view, "tool_call.start", "{'id':'c2','step':2,'agent':'B','query':'second'}");
        progress(view, "c1", 0, "running", "");
        progress(view, "c2", 0, "running", "");
        progress(view, "c2", 0, "done", ",'result_summary':'3 rows\\nand more'");
        progress(view, "c1", 0, "failed", ",'result_summary':'FAILED: [bad_sql] no'");
        say(
                view,
                "tool_call.complete",
                "{'id':'c1','step':1,'agent':'A','duration':'0.4s','query':'q','response':'r',"
                        + "'sub_steps':[{'index':0,'query':'q','result_summary':'s','agent':'x'}]}");
        assertThat(text())
                .isEqualTo(
                        """
                        →  1 A  first
                        →  2 B  second
                           2  · sql: SELECT 1 → 3 rows and more
                           1  ✗ sql: SELECT 1 → FAILED: [bad_sql] no
                        ✓  1 A  0.4s  r
                        """);
    }

    @Test
    void inAFileStepsAreSummedUpByTheirCall() {
        LiveView view = view(0);
        progress(view, "c1", 0, "done", ",'result_summary':'3 rows'");
        assertThat(text()).isEmpty();
    }

    private void progress(LiveView view, String call, int index, String status, String more) {
        say(
                view,
                "tool_call.progress",
                "{'id':'%s','index':%d,'agent':'sql','query':'SELECT\\n 1','status':'%s'%s}"
                        .formatted(call, index, status, more));
    }

    @Test
    void anApprovalIsShownWholeWithInvisibleCharactersEscaped() {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, new Style(false), 60);
        LiveView view = new LiveView(screen, TIMES, new AnswerCommand("s1", " --server http://x"));
        say(
                view,
                "approval.requested",
                "{'id':'apr-1','call':'c','tool':'page\\u001b[2J','arguments':{'to':'a\\n\\u202eb',"
                        + "'long':'"
                        + "x".repeat(80)
                        + "'},'expires_at':'2026-01-01T00:00:00Z'}");
        say(view, "approval.resolved", "{'id':'apr-1','decision':'approve','by':'ann'}");
        say(
                view,
                "approval.resolved",
                "{'id':'apr-2','decision':'deny','by':'ann','note':'not\\nnow'}");
        say(view, "approval.resolved", "{'id':'apr-3','decision':'deny','by':'expiry'}");
        assertThat(text())
                .isEqualTo(
                        """
                        ? page\\u001b[2J needs approval before 01:00:00 (UTC+1), in 9 min
                              to: "a\\n\\u202eb"
                              long: "%s"
                              nocturne approve s1 apr-1 --server http://x
                              nocturne deny s1 apr-1 --server http://x
                        · approved by ann
                        · denied by ann: not\\u000anow
                        · not approved in time
                        """
                                .formatted("x".repeat(80)));
    }

    @Test
    void anUnknownEventIsNotShown() {
        LiveView view = view(0);
        say(view, "from.the.future", "{'x':1}");
        say(view, "tool_call.start", "{'unlike':'a start'}");
        assertThat(text()).isEmpty();
    }

    @Test
    void aLongQueryIsCutInAFileToo() {
        LiveView view = view(0);
        say(
                view,
                "tool_call.start",
                "{'id':'c1','step':1,'agent':'A','query':'%s'}".formatted("x".repeat(999)));
        assertThat(text()).hasSizeLessThan(170).endsWith("…\n");
    }

    @Test
    void aReportBeginsWithTheAnswer() {
        String detail =
                """
                {'id':'s1','environment':'shop','status':'completed','verdict':'fault','root_cause':'db','created_at':'2026-01-01T00:00:00Z',
                 'updated_at':'2026-01-01T00:01:00Z','event_log':[
                 {'seq':1,'event':'user_message','data':'{"text":"why?"}'},
                 {'seq':2,'event':'tool_call.complete','data':'{"id":"c","step":1,"agent":"A",
                  "duration":"1s","query":"a|b","response":"r\\\\nmore","timestamp":"2026-01-01T00:00:00Z"}'},
                 {'seq':3,'event':'message.complete','data':'{"id":"m","text":"Because."}'},
                 {'seq':4,'event':'run.complete','data':'{"steps":1,"time":"2s"}'}]}
                """
                        .replace("\n", " ")
                        .replace("\"", "\\\"")
                        .replace('\'', '"');
        assertThat(Report.of(new JsonMapper().readTree(detail), TIMES))
                .isEqualTo(
                        """
                        # Fault: db

                        Because.

                        ## Alert

                        > why?

                        ## Steps

                        | # | Agent | Time | Question | Result |
                        |---|---|---|---|---|
                        | 1 | A | 1s | a\\|b | r |

                        ## Session

                        - Id: s1
                        - Environment: shop
                        - Status: completed
                        - Opened: 2026-01-01 01:00:00 (UTC+1)
                        - Updated: 2026-01-01 01:01:00 (UTC+1)
                        """);
    }

    private LiveView view(int columns) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new LiveView(new Screen(out, new Style(false), columns), TIMES);
    }

    private void say(LiveView view, String event, String data) {
        view.onEvent(new WireEvent(++seq, event, data.replace('\'', '"')));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
