package dev.nocturne.llm;

import dev.nocturne.core.SessionId;
import dev.nocturne.testkit.session.TestSessions;

/** Asks a session at rest. */
final class TestAsk {
    private TestAsk() {}

    /** A question, to the end of its turn. */
    static void ask(Lab lab, SessionId session, String question) throws InterruptedException {
        TestSessions.ok(
                lab.sessions().sessions().message(TestSessions.OWNER, session, question, null));
        lab.sessions().awaitEnd(session);
    }
}
