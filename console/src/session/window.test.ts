import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogEntry, SessionEvent, SessionState } from '../protocol';
import { startOfCall } from './find';
import { emptyView, fold } from './fold';
import { rowsOf } from './rows';
import { openApprovals, type SessionView } from './view';
import { eventOf, lastOf, viewOf } from './window';

const FOLDER = join(import.meta.dirname, '../../../testkit/src/main/resources/golden');

/** The server's answer to `?view=state` for a log that folds to `view`. */
function stateOf(view: SessionView): SessionState {
    const fresh = { created_at: '2026-11-23T06:00:00Z', epoch: 'e', settled_seq: view.seq };
    return lastOf(view, 0, { id: view.id, ...fresh } as SessionState).state;
}

/** What pages show of a session, even if little of its log is loaded. */
function summary(view: SessionView) {
    return {
        environment: view.environment,
        orchestrator: view.orchestrator,
        alert: view.alertText,
        status: view.status,
        cancelling: view.cancelling,
        thread: view.threadId,
        turnCount: view.turnCount,
        answer: view.answerText,
        runMeta: view.runMeta,
        error: view.errorDetail,
        verdict: view.verdict,
        rootCause: view.rootCause,
        approvals: openApprovals(view).map((open) => [open.id, open.tool, open.arguments]),
        seq: view.seq,
    };
}

const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length));

describe.each(names)('the end of the history %s', (name) => {
    const events = readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => eventOf(JSON.parse(line) as LogEntry));
    const whole = fold(emptyView({ id: name }), events);
    const state = stateOf(whole);
    const cuts = events.map((_, missing) => missing);

    it('shows with the state what the whole log shows, wherever it begins', () => {
        for (const missing of cuts) {
            const end = viewOf(state, events.slice(missing));
            expect(end.missing).toBe(missing);
            expect(summary(end), `without the first ${missing}`).toEqual(summary(whole));
        }
    });

    it('has every turn whose beginning is loaded as the whole log has it', () => {
        for (const missing of cuts) {
            const end = viewOf(state, events.slice(missing));
            for (const turn of end.turns.filter((one) => !one.partial)) {
                expect(turn).toEqual(whole.turns[turn.index]);
            }
        }
    });

    it('becomes the whole view when the earlier events are added', () => {
        for (const missing of cuts) {
            const end = viewOf(state, events.slice(missing));
            const all = viewOf(state, [...events.slice(0, missing), ...end.events]);
            expect({ ...all, events: [...all.events] }).toEqual({
                ...whole,
                id: all.id,
                events: [...whole.events],
            });
        }
    });
});

const log = (...all: [string, object][]): SessionEvent[] =>
    [['user_message', { text: 'the alert' }] as [string, object], ...all].map(([name, data], i) => ({
        seq: i + 1,
        name,
        data: JSON.stringify(data),
        turn: 0,
    }));

const start = (id: string, key?: string): [string, object] => [
    'tool_call.start',
    { id, step: 1, agent: 'A', query: `q ${id}`, ...(key === undefined ? {} : { key }) },
];
const complete = (id: string): [string, object] => [
    'tool_call.complete',
    { id, step: 1, agent: 'A', query: `q ${id}`, response: 'r' },
];

function endOf(events: SessionEvent[], missing: number): SessionView {
    return viewOf(stateOf(fold(emptyView({ id: 's' }), events)), events.slice(missing));
}

describe('the end of a log', () => {
    it('has an approval that was asked for before it, and closes it when it is decided', () => {
        const asked = log(
            start('a'),
            ['approval.requested', { id: 'p', call: 'a', tool: 't', arguments: {} }],
            ['status', { message: 'm' }],
        );
        const end = endOf(asked, 3);
        expect(openApprovals(end).map((one) => one.id)).toEqual(['p']);
        const decided = fold(end, [
            { seq: 5, name: 'approval.resolved', data: '{"id":"p","decision":"deny","by":"alice"}' },
        ]);
        expect(openApprovals(decided)).toEqual([]);
    });

    it('has an approval once where the call began before it and the question is in it', () => {
        const asked = log(start('a'), [
            'approval.requested',
            { id: 'p', call: 'a', tool: 't', arguments: {} },
        ]);
        expect(openApprovals(endOf(asked, 2)).map((one) => one.seq)).toEqual([3]);
    });

    it('shows a call that began before it when it completes', () => {
        const end = endOf(log(start('a'), complete('a')), 2);
        expect(end.turns[0]!.items).toEqual([
            expect.objectContaining({ id: 'a', state: 'done', query: 'q a' }),
        ]);
    });

    it('shows the end of an answer that began before it, and all of it when it is complete', () => {
        const growing = log(
            ['message.start', { id: 'm' }],
            ['message.delta', { id: 'm', text: 'one ' }],
            ['message.delta', { id: 'm', text: 'two ' }],
            ['message.delta', { id: 'm', text: 'three' }],
        );
        const end = endOf(growing, 3);
        expect(end.turns[0]!.answers[0]!.text).toBe('… two three');
        const done = fold(end, [
            { seq: 6, name: 'message.complete', data: '{"id":"m","text":"one two three"}' },
        ]);
        expect(done.turns[0]!.answers.map((one) => one.text)).toEqual(['one two three']);
    });

    it('numbers its turns as the log does', () => {
        const events = log(['run.complete', { steps: 0, time: '1s' }]);
        events.push(
            { seq: 3, name: 'user_message', data: '{"text":"more"}', turn: 1 },
            { seq: 4, name: 'status', data: '{"message":"m"}', turn: 1 },
        );
        expect(endOf(events, 2).turns.map((turn) => [turn.index, turn.text])).toEqual([[1, 'more']]);
        expect(endOf(events, 3).turns.map((turn) => [turn.index, turn.text, turn.partial])).toEqual([
            [1, '', true],
        ]);
    });

    it('stays the same for the reader when the oldest events of a live session are dropped', () => {
        const live = log(start('a'), complete('a'), ['run.complete', { steps: 1, time: '1s' }]);
        live.push(
            { seq: 5, name: 'user_message', data: '{"text":"more"}' },
            { seq: 6, name: 'tool_call.start', data: '{"id":"b","step":1,"agent":"A","query":"q"}' },
            { seq: 7, name: 'approval.requested', data: '{"id":"p","call":"b","tool":"t","arguments":{}}' },
            { seq: 8, name: 'status', data: '{"message":"m","status":"cancelling"}' },
        );
        const whole = fold(emptyView({ id: 's' }), live);
        for (const held of [1, 2, 3, 4, 5]) {
            const { state, view } = lastOf(whole, held, stateOf(whole));
            expect(summary(view)).toEqual(summary(whole));
            expect(view.missing).toBe(8 - held);
            expect(view.turns.at(-1)!.index).toBe(1);
            // And the others can be read again.
            const again = viewOf(state, live);
            expect(again.turns).toEqual(whole.turns);
        }
    });

    it('has a row for what is not loaded: after the alert, or before a turn that is whole', () => {
        const events = log(start('a'), complete('a'), ['run.complete', { steps: 1, time: '1s' }]);
        events.push({ seq: 5, name: 'user_message', data: '{"text":"more"}', turn: 1 });
        expect(rowsOf(endOf(events, 2)).map((row) => row.kind)).toEqual([
            'turn',
            'earlier',
            'calls',
            'end',
            'turn',
            'end',
        ]);
        expect(rowsOf(endOf(events, 4)).map((row) => row.kind)).toEqual(['earlier', 'turn', 'end']);
        expect(rowsOf(endOf(events, 0)).map((row) => row.kind)).not.toContain('earlier');
    });

    it('leads from cited evidence to the call that is not loaded', () => {
        const events = log(start('a', 'alarms-E1'), complete('a'), start('b'), complete('b'), [
            'diagnosis',
            {
                verdict: 'fault',
                evidence: [
                    { id: 'E1', agent: 'A', query: 'q a' },
                    { id: 'E2', agent: 'A', query: 'q b' },
                ],
            },
        ]);
        const end = endOf(events, 5);
        expect([...end.evidence]).toEqual([
            ['E1', 'E1'],
            ['E2', 'E2'],
        ]);
        expect(startOfCall(end, 'E1')([events[1]!])).toBe(true);
        expect(startOfCall(end, 'E2')([events[3]!])).toBe(true);
        expect(startOfCall(end, 'b')([events[3]!])).toBe(true);
        expect(startOfCall(end, 'E2')([events[1]!])).toBe(false);
        expect(endOf(events, 0).evidence.get('E2')).toBe('b');
    });
});
