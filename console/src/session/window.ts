/**
 * The view of a session from the end of its log. For what came before it uses the server's state of the session.
 */
import { parseObject, text, time, type LogEntry, type SessionEvent, type SessionState } from '../protocol';
import { emptyView, fold } from './fold';
import * as read from './read';
import { openApprovals, type Approval, type SessionView, type Turn } from './view';

/** `events` are the end of the log without gaps, and may be newer than the state. */
export function viewOf(state: SessionState, events: readonly SessionEvent[]): SessionView {
    const first = events[0];
    if (!first || first.seq === 1) {
        return fold(emptyView(state), events);
    }
    const base = baseOf(state, first, events);
    return fold({ ...base, base }, events);
}

/** The view of the last `count` events, and the state that replaces those before. */
export function lastOf(
    view: SessionView,
    count: number,
    opened: SessionState,
): { state: SessionState; view: SessionView } {
    const state: SessionState = {
        ...opened,
        environment: view.environment,
        orchestrator: view.orchestrator,
        alert_text: view.alertText,
        status: view.status,
        diagnosis: view.answerText,
        run_meta: view.runMeta?.raw ?? null,
        error_detail: view.errorDetail,
        thread_id: view.threadId,
        turn_count: view.turnCount,
        verdict: view.verdict,
        root_cause: view.rootCause,
        cancelling: view.cancelling,
        approvals: openApprovals(view).map((open) => ({
            id: open.id,
            call: open.call,
            tool: open.tool,
            arguments: open.arguments,
            expires_at: open.expiresAt === undefined ? '' : new Date(open.expiresAt).toISOString(),
        })),
        last_seq: view.seq,
    };
    const events = view.events.slice(view.events.length - count);
    const first = events[0];
    if (first) {
        const turn = view.turns.findLast((one) => one.startSeq <= first.seq)?.index ?? 0;
        events[0] = { ...first, turn };
    }
    return { state, view: viewOf(state, events) };
}

export function eventOf({ seq, event, data, timestamp, turn }: LogEntry): SessionEvent {
    return { seq, name: event, data, timestamp, turn };
}

/** The session before `first`. Where the state is of a later moment, the events that follow set the same values again. */
function baseOf(state: SessionState, first: SessionEvent, events: readonly SessionEvent[]): SessionView {
    const turn = first.turn ?? 0;
    const begins = first.name === 'user_message';
    return {
        ...emptyView(state),
        alertText: state.alert_text,
        status: begins ? 'completed' : 'in_progress',
        cancelling: !begins && state.cancelling && turn === state.turn_count,
        threadId: state.thread_id,
        turnCount: begins ? turn - 1 : turn,
        turns: begins ? [] : [partialTurn(state, first, events)],
        answerText: state.diagnosis,
        runMeta: state.run_meta === null ? null : read.runMeta(state.run_meta),
        errorDetail: state.error_detail,
        verdict: state.verdict,
        rootCause: state.root_cause,
        missing: first.seq - 1,
        seq: first.seq - 1,
    };
}

/** The turn that began before `first`, with the approvals it has waited for since then. */
function partialTurn(state: SessionState, first: SessionEvent, events: readonly SessionEvent[]): Turn {
    const index = first.turn ?? 0;
    const current = index === state.turn_count;
    const startedAt = index === 0 ? time(state.created_at) : undefined;
    return {
        index,
        state: 'running',
        text: index === 0 ? state.alert_text : '',
        partial: true,
        items: current ? earlierApprovals(state, first, events) : [],
        answers: [],
        startSeq: first.seq,
        ...(startedAt === undefined ? {} : { startedAt }),
    };
}

/** Open approvals that were asked for before the loaded events. */
function earlierApprovals(
    state: SessionState,
    first: SessionEvent,
    events: readonly SessionEvent[],
): Approval[] {
    const asked = new Set(
        events
            .filter((event) => event.name === 'approval.requested')
            .map((event) => text(parseObject(event.data)?.id)),
    );
    return state.approvals
        .filter((open) => !asked.has(open.id))
        .map((open) => {
            const expiresAt = time(open.expires_at);
            return {
                kind: 'approval',
                id: open.id,
                call: open.call,
                tool: open.tool,
                arguments: open.arguments,
                seq: first.seq - 1,
                ...(expiresAt === undefined ? {} : { expiresAt }),
            };
        });
}
