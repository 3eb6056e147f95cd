package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands that ask a server, against one of scripted answers. */
@Timeout(60)
class NocturneTest extends CommandTest {
    private static final String STREAM = "GET /api/sessions/s1/stream";

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        env.put("NOCTURNE_SERVER", server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theWayATurnEndedIsTheExitCode() {
        Map<String, Integer> codes = Map.of("completed", 0, "failed", 1, "cancelled", 4);
        codes.forEach((status, code) -> {
            server.stream(
                    "GET /api/sessions/" + status + "/stream",
                    "event: done\ndata: {\"status\":\"" + status + "\"}\n\n");
            assertThat(run("tail", status)).as(status).isEqualTo(code);
        });
    }

    @Test
    void anAlertFromStandardInputIsInvestigatedAsItIs() {
        server
                .put("GET /api/environments", 200, "{\"environments\":[{\"name\":\"first\"}]}")
                .put("POST /api/sessions", 200, "{\"session_id\":\"s1\"}")
                .stream(STREAM, "event: done\ndata: {\"status\":\"completed\"}\n\n");
        stdin = "größer\n";
        assertThat(run("investigate", "-")).as(said()).isZero();
        assertThat(server.asked().get(1).body())
                .isEqualTo("{\"environment\":\"first\",\"alert_text\":\"größer\\n\"}");
    }

    @Test
    void theDefaultAlertOfThePackIsTakenWhenNoneIsGiven() {
        server
                .put(
                        "GET /api/environments/shop",
                        200,
                        "{\"name\":\"shop\",\"alerts\":{\"default\":\"it burns\",\"other\":\"x\"}}")
                .put("POST /api/sessions", 200, "{\"session_id\":\"s1\"}")
                .stream(STREAM, "event: done\ndata: {\"status\":\"completed\"}\n\n");
        assertThat(run("investigate", "--environment", "shop", "--orchestrator", "external"))
                .isZero();
        assertThat(server.asked().get(1).body())
                .isEqualTo(
                        "{\"environment\":\"shop\",\"alert_text\":\"it burns\",\"orchestrator\":\"external\"}");
        assertThat(run("investigate", "--environment", "shop", "--alert", "none")).isEqualTo(2);
        assertThat(said()).contains("default, other");
    }

    @Test
    void anUnknownPackIsAWrongOption() {
        String unknown =
                "{\"detail\":\"There is no environment \\\"x\\\".\",\"code\":\"not_found\"}";
        server.put("GET /api/environments/x", 404, unknown).put("POST /api/sessions", 404, unknown);
        assertThat(run("investigate", "--environment", "x")).isEqualTo(2);
        stdin = "dark";
        assertThat(run("investigate", "-", "--environment", "x")).isEqualTo(2);
        assertThat(said()).isEqualTo("nocturne: There is no environment \"x\".\n");
    }

    @Test
    void whatTheServerFindsInvalidIsAWrongOption() {
        server.put(
                        "POST /api/sessions",
                        422,
                        "{\"detail\":\"There is no orchestrator \\\"x\\\".\",\"code\":\"unknown_orchestrator\"}")
                .put(
                        "GET /api/sessions?limit=20&status=odd",
                        422,
                        "{\"detail\":\"'status' must be one of them.\",\"code\":\"invalid_request\"}");
        stdin = "dark";
        assertThat(run("investigate", "-", "--environment", "shop", "--orchestrator", "x"))
                .isEqualTo(2);
        assertThat(run("list", "--status", "odd")).as(said()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNoAlertIsRefusedBeforeAnythingIsAsked() throws IOException {
        Path binary = Files.write(home.resolve("binary"), new byte[] {(byte) 0xff, 0});
        Path empty = Files.writeString(home.resolve("empty"), " \n");
        for (Path wrong : List.of(binary, empty, home, home.resolve("missing"))) {
            assertThat(run("investigate", wrong.toString())).as(wrong.toString()).isEqualTo(2);
        }
        assertThat(run("investigate", empty.toString(), "--alert", "x")).isEqualTo(2);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aFollowUpShowsOnlyTheNewTurn() {
        server
                .put(
                        "POST /api/sessions/s1/message",
                        200,
                        "{\"status\":\"processing\",\"turn\":1,\"event_offset\":7}")
                .stream(
                        STREAM,
                        """
                        id: 8
                        event: message.complete
                        data: {"id":"m","text":"Because."}

                        event: done
                        data: {"status":"completed"}

                        """);
        assertThat(run("message", "s1", "why", "so?")).isZero();
        assertThat(server.asked().getFirst().body()).isEqualTo("{\"text\":\"why so?\"}");
        assertThat(server.asked().get(1).header("Last-event-id")).isEqualTo("7");
        assertThat(printed()).isEqualTo("Because.\n\n");
    }

    @Test
    void aRefusalIsOneLineWithItsReason() {
        server.put(
                "POST /api/sessions/s1/cancel",
                401,
                "{\"detail\":\"A bearer token is needed.\",\"code\":\"unauthorized\"}");
        assertThat(run("cancel", "s1")).isEqualTo(1);
        assertThat(said())
                .isEqualTo(
                        "nocturne: A bearer token is needed.; put the token into NOCTURNE_TOKEN\n");
    }

    @Test
    void nothingToCancelIsNoFailure() {
        server.put(
                "POST /api/sessions/s1/cancel",
                200,
                "{\"status\":\"completed\",\"message\":\"x\"}");
        assertThat(run("cancel", "s1")).isZero();
        assertThat(printed()).isEqualTo("No turn is running (session status: completed).\n");
    }

    private static String waiting(String... ids) {
        StringBuilder approvals = new StringBuilder();
        for (String id : ids) {
            approvals
                    .append(approvals.isEmpty() ? "" : ",")
                    .append("{\"id\":\"")
                    .append(id)
                    .append(
                            "\",\"call\":\"c\",\"tool\":\"dispatch\",\"arguments\":{\"site\":\"DC-1\"},\"expires_at\":\"2026-01-01T00:00:00Z\"}");
        }
        return "{\"id\":\"s1\",\"status\":\"in_progress\",\"event_log\":[],\"approvals\":["
                + approvals
                + "]}";
    }

    @Test
    void theOnlyApprovalNeedsNoName() {
        server.put("GET /api/sessions/s1", 200, waiting("apr-1"))
                .put(
                        "POST /api/sessions/s1/approvals/apr-1",
                        200,
                        "{\"approval_id\":\"apr-1\",\"decision\":\"deny\"}");
        assertThat(run("deny", "s1", "--note", "not at night")).as(said()).isZero();
        assertThat(server.asked().getLast().body())
                .isEqualTo("{\"decision\":\"deny\",\"note\":\"not at night\"}");
        assertThat(server.asked().getLast().header("Idempotency-key")).isNotEmpty();
        assertThat(printed())
                .isEqualTo(
                        """
                        ? dispatch needs approval before 01:00:00 (UTC+1), in 9 min
                              site: "DC-1"
                        denied apr-1
                        """);
    }

    @Test
    void ofSeveralApprovalsOneMustBeNamed() {
        server.put("GET /api/sessions/s1", 200, waiting("apr-1", "apr-2"))
                .put(
                        "POST /api/sessions/s1/approvals/apr-2",
                        200,
                        "{\"approval_id\":\"apr-2\",\"decision\":\"approve\"}");
        assertThat(run("approve", "s1")).isEqualTo(2);
        assertThat(said())
                .contains("nocturne approve s1 apr-1\n", "nocturne deny s1 apr-2\n")
                .endsWith("nocturne: 2 approvals are pending in this session; name one\n");
        assertThat(server.asked()).hasSize(1);
        assertThat(run("approve", "s1", "apr-2")).as(said()).isZero();
        assertThat(printed()).isEqualTo("approved apr-2\n");
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() {
        server.put("GET /api/sessions/s1", 200, waiting())
                .put(
                        "POST /api/sessions/s1/approvals/apr-1",
                        409,
                        "{\"detail\":\"It expired.\",\"code\":\"no_open_approval\"}");
        assertThat(run("approve", "s1")).isEqualTo(1);
        assertThat(said()).isEqualTo("nocturne: no approval is pending in session s1\n");
        assertThat(run("approve", "s1", "apr-1")).isEqualTo(1);
        assertThat(said()).isEqualTo("nocturne: It expired.\n");
        assertThat(run("approve")).isEqualTo(2);
        assertThat(run("approve", "s1", "apr-1", "more")).isEqualTo(2);
    }

    @Test
    void listAndShowPrintPendingApprovalsAndHowToAnswer() {
        server.put("GET /api/sessions/s1", 200, waiting("apr-1"))
                .put(
                        "GET /api/sessions?limit=20",
                        200,
                        "{\"sessions\":[{\"id\":\"s1\",\"status\":\"in_progress\",\"awaiting_approval\":true},"
                                + "{\"id\":\"s2\",\"status\":\"in_progress\",\"awaiting_approval\":false}]}");
        assertThat(run("list")).as(said()).isZero();
        assertThat(printed())
                .contains("s1  needs approval", "s2  in progress")
                .endsWith(
                        """

                        s1
                        ? dispatch needs approval before 01:00:00 (UTC+1), in 9 min
                              site: "DC-1"
                              nocturne approve s1 apr-1
                              nocturne deny s1 apr-1
                        """);
        String url = server.url();
        env.remove("NOCTURNE_SERVER");
        assertThat(run("show", "s1", "--server", url)).as(said()).isZero();
        assertThat(printed()).endsWith("      nocturne deny s1 apr-1 --server " + url + "\n");
    }

    @Test
    void jsonLinesKeepTheDataAsItCame() {
        server.stream(
                STREAM,
                """
                id: 1
                event: custom
                data: {"a" : 1.50}

                event: done
                data: {"status":"completed"}

                """);
        assertThat(run("tail", "s1", "--json")).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        {"seq":1,"event":"custom","data":{"a" : 1.50}}
                        {"event":"done","data":{"status":"completed"}}
                        """);
    }

    @Test
    void everyCommandHasHelp() {
        for (String command :
                List.of(
                        "demo",
                        "serve",
                        "investigate",
                        "evaluate",
                        "list",
                        "show",
                        "tail",
                        "message",
                        "approve",
                        "deny",
                        "cancel",
                        "delete",
                        "pack",
                        "backup",
                        "open",
                        "completion",
                        "warm-up")) {
            assertThat(run("help", command)).isZero();
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(run("help", "frobnicate")).isEqualTo(2);
        assertThat(run("frobnicate", "--help")).isEqualTo(2);
        assertThat(run("pack", "frobnicate", "--help")).isEqualTo(2);
    }

    @Test
    void withoutArgumentsTheHelpIsShown() {
        assertThat(run()).isZero();
        assertThat(printed()).contains("investigate", "Exit codes");
        assertThat(run("pack")).isZero();
        assertThat(printed()).contains("validate");
        assertThat(said()).isEmpty();
    }

    @Test
    void aMistypedCommandOrOptionIsAnsweredWithASuggestion() {
        assertThat(run("lst")).isEqualTo(2);
        assertThat(said())
                .isEqualTo(
                        """
                        nocturne: there is no command 'lst'; did you mean 'list' or 'restore' or 'investigate'?
                        Run 'nocturne --help' for usage.
                        """);
        assertThat(run("list", "--serch", "x")).isEqualTo(2);
        assertThat(said()).contains("there is no option '--serch'; did you mean", "'--search'");
        assertThat(run("list", "x")).isEqualTo(2);
        assertThat(said()).contains("'x' is one argument too many");
    }

    @Test
    void helpBreaksLinesOnlyBetweenWords() {
        columns = 60;
        env.put("NO_COLOR", "1");
        for (String command : List.of("serve", "list", "investigate", "evaluate", "demo")) {
            assertThat(run(command, "--help")).isZero();
            assertThat(printed().lines()).allMatch(line -> line.length() <= 60, command);
        }
        assertThat(run("list", "--help")).isZero();
        assertThat(printed()).contains("http://127.0.0.1:8080");
        assertThat(run("serve", "--help")).isZero();
        assertThat(printed()).contains("~/.local/share/nocturne");
    }

    private static final String PAGE = "GET /api/sessions?limit=500&q=";

    @Test
    void theBeginningOfAnIdNamesASession() {
        server.put(
                        PAGE + "abc",
                        200,
                        "{\"sessions\":[{\"id\":\"ses-xabc\"},{\"id\":\"ses-abcdef\"}]}")
                .put(
                        PAGE + "ses-a",
                        200,
                        "{\"sessions\":[{\"id\":\"ses-ab\"},{\"id\":\"ses-ac\"}]}")
                .put(PAGE + "no", 200, "{\"sessions\":[]}")
                .put("POST /api/sessions/ses-abcdef/cancel", 200, "{\"status\":\"cancelling\"}");
        assertThat(run("cancel", "abc")).as(said()).isZero();
        assertThat(run("cancel", "ses-a")).isEqualTo(2);
        assertThat(said()).contains("ses-ab, ses-ac");
        assertThat(run("cancel", "no")).isEqualTo(1);
    }

    @Test
    void theLastSessionHasANameOfItsOwn() {
        server.put("GET /api/sessions?limit=1", 200, "{\"sessions\":[{\"id\":\"ses-1\"}]}")
                .put("POST /api/sessions/ses-1/cancel", 200, "{\"status\":\"cancelling\"}");
        assertThat(run("cancel", "@last", "-o", "json")).as(said()).isZero();
        assertThat(printed()).isEqualTo("{\"session_id\":\"ses-1\",\"status\":\"cancelling\"}\n");
    }

    @Test
    void aSessionThatNeverExistedIsNotDeleted() {
        server.put(PAGE + "abc", 200, "{\"sessions\":[]}")
                .put("DELETE /api/sessions/abc", 200, "{\"deleted\":\"abc\"}");
        assertThat(run("delete", "abc")).isEqualTo(1);
        assertThat(said()).isEqualTo("nocturne: there is no session abc\n");
        assertThat(printed()).isEmpty();
    }

    @Test
    void openPrintsTheAddressAndAsksForABrowser() {
        server.put(PAGE + "ses-1", 200, "{\"sessions\":[{\"id\":\"ses-1\"}]}");
        assertThat(run("open", "ses-1")).as(said()).isZero();
        String url = server.url() + "/sessions/ses-1";
        assertThat(printed()).isEqualTo(url + "\n");
        assertThat(opened).containsExactly(url);
        assertThat(run("open", "ses-1", "--no-browser")).isZero();
        assertThat(run("open", "ses-1", "-o", "json")).isZero();
        assertThat(printed()).isEqualTo("{\"url\":\"" + url + "\"}\n");
        assertThat(opened).hasSize(1);
    }

    private static final String LONG_ID = "ses-0123456789abcdefghij";

    @Test
    void aListFitsTheTerminalAndItsIdsCanBeUsed() {
        server.put(
                "GET /api/sessions?limit=20",
                200,
                "{\"sessions\":[{\"id\":\"%s\",\"status\":\"completed\",\"environment\":\"online-shop\","
                                .formatted(LONG_ID)
                        + "\"verdict\":\"no_fault\",\"root_cause\":\"\",\"step_count\":7,"
                        + "\"created_at\":\"2025-12-31T21:00:00Z\",\"alert_text\":\"%s\"},"
                                .formatted("x".repeat(100))
                        + "{\"id\":\"ses-1\",\"status\":\"completed\",\"verdict\":\"fault\","
                        + "\"root_cause\":\"OPT-AST-BRN-1\",\"created_at\":\"2025-12-31T23:50:50Z\"}]}");
        columns = 60;
        env.put("NO_COLOR", "1");
        assertThat(run("list")).as(said()).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        ID            STATUS     AGE  VERDICT   ROOT CAUSE
                        ses-01234567  completed  2h   no fault  -
                        ses-1         completed  10s  fault     OPT-AST-BRN-1
                        """);
        columns = 0;
        assertThat(run("list")).isZero();
        assertThat(printed()).contains(LONG_ID, "online-shop", "x".repeat(100) + "…");
    }

    @Test
    void onlySessionsThatNeedApprovalAreListedFromAllPages() {
        String first =
                "{\"sessions\":[{\"id\":\"s1\",\"awaiting_approval\":false}],\"next_cursor\":\"c\"}";
        server.put("GET /api/sessions?limit=500", 200, first)
                .put(
                        "GET /api/sessions?limit=500&cursor=c",
                        200,
                        "{\"sessions\":[{\"id\":\"s2\",\"awaiting_approval\":true}]}");
        assertThat(run("list", "--needs-approval", "-o", "json")).as(said()).isZero();
        assertThat(printed()).isEqualTo("{\"id\":\"s2\",\"awaiting_approval\":true}\n");
    }

    @Test
    void aQuietFollowUpPrintsOnlyTheAnswer() {
        server
                .put(
                        "POST /api/sessions/s1/message",
                        200,
                        "{\"status\":\"processing\",\"turn\":1,\"event_offset\":7}")
                .stream(
                        STREAM,
                        """
                        id: 8
                        event: tool_call.start
                        data: {"id":"c","step":1,"agent":"A","query":"q"}

                        id: 9
                        event: message.complete
                        data: {"id":"m","text":"Because."}

                        id: 10
                        event: run.complete
                        data: {"steps":1,"time":"1.0s"}

                        event: done
                        data: {"status":"completed"}

                        """);
        assertThat(run("message", "s1", "why?", "-q")).as(said()).isZero();
        assertThat(printed()).isEqualTo("Because.\n");
        assertThat(run("message", "s1", "why?", "-q", "--json")).isEqualTo(2);
    }

    @Test
    void anInvestigationEndsWithTheCommandsThatContinueIt() {
        server
                .put("GET /api/environments", 200, "{\"environments\":[{\"name\":\"first\"}]}")
                .put("POST /api/sessions", 200, "{\"session_id\":\"s1\"}")
                .stream(STREAM, "event: done\ndata: {\"status\":\"completed\"}\n\n");
        stdin = "dark";
        assertThat(run("investigate", "-")).as(said()).isZero();
        assertThat(printed()).contains("nocturne message s1 ", "nocturne open s1\n");
    }

    @Test
    void completionScriptsKnowCommandsOptionsAndValues() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(run("completion", shell)).as(said()).isZero();
            assertThat(printed()).contains("investigate", "needs-approval", "markdown");
        }
        assertThat(run("completion", "tcsh")).isEqualTo(2);
    }

    @Test
    void theBuildWritesAManPageForEachCommand() throws IOException {
        ManualFiles.main(new String[] {home.toString(), "1.0"});
        assertThat(home.resolve("man/man1/nocturne.1")).content().contains(".TH \"nocturne\" 1");
        assertThat(home.resolve("man/man1/nocturne-pack-list.1")).exists();
        assertThat(home.resolve("man/man1/nocturne-list.1"))
                .content()
                .contains("\\-\\-needs\\-approval");
        assertThat(home.resolve("bash-completion/completions/nocturne")).exists();
        assertThat(home.resolve("fish/vendor_completions.d/nocturne.fish")).exists();
    }

    @Test
    void theDataFolderFollowsOptionEnvironmentAndTheRulesOfTheDesktop() {
        Surroundings around = around();
        assertThat(DataFolder.of(null, around)).isEqualTo(home.resolve(".local/share/nocturne"));
        env.put("XDG_DATA_HOME", "/xdg");
        assertThat(DataFolder.of(null, around())).isEqualTo(Path.of("/xdg/nocturne"));
        env.put("XDG_DATA_HOME", "relative");
        assertThat(DataFolder.of(null, around())).isEqualTo(home.resolve(".local/share/nocturne"));
        env.put("NOCTURNE_DATA", "/own");
        assertThat(DataFolder.of(null, around())).isEqualTo(Path.of("/own"));
        assertThat(DataFolder.of(Path.of("/given"), around())).isEqualTo(Path.of("/given"));
    }
}
