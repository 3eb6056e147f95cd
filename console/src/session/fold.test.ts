import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../protocol';
import { emptyView, fold } from './fold';
import { Appendable, callsOf, openApprovals, type SessionView } from './view';

const AT = '2026-11-23T06:00:00Z';

function events(...list: [string, object][]): SessionEvent[] {
    return list.map(([name, data], i) => ({ seq: i + 1, name, data: JSON.stringify(data), timestamp: AT }));
}

const begin: [string, object][] = [
    ['user_message', { text: 'alert' }],
    ['run.start', { run_id: 'r', alert: 'alert', timestamp: AT, environment: 's', orchestrator: 'model' }],
    ['session.created', { session_id: 'x', thread_id: 't' }],
];

function view(...list: [string, object][]): SessionView {
    return fold(emptyView({ id: 'x' }), events(...begin, ...list));
}

const start: [string, object] = [
    'tool_call.start',
    { id: 'a', step: 1, agent: 'TelemetryAgent', query: 'q', timestamp: AT, key: 'alarms-E1' },
];

describe('the fold', () => {
    it('shows steps of an open call as they progress and keeps their durations', () => {
        const running = view(
            start,
            [
                'tool_call.progress',
                { id: 'a', index: 1, agent: 'B', query: 'two', status: 'running', timestamp: AT },
            ],
            [
                'tool_call.progress',
                { id: 'a', index: 0, agent: 'B', query: 'one', status: 'running', timestamp: AT },
            ],
            [
                'tool_call.progress',
                { id: 'a', index: 0, status: 'done', result_summary: '3 rows', duration: '0.2s' },
            ],
        );
        expect(
            callsOf(running.turns[0]!)[0]!.steps.map((s) => [s.index, s.query, s.state, s.result_summary]),
        ).toEqual([
            [0, 'one', 'done', '3 rows'],
            [1, 'two', 'running', ''],
        ]);
        const done = fold(running, [
            {
                seq: 8,
                name: 'tool_call.complete',
                data: JSON.stringify({
                    id: 'a',
                    step: 1,
                    agent: 'TelemetryAgent',
                    duration: '1.0s',
                    query: 'q',
                    response: 'r',
                    sub_steps: [{ index: 0, query: 'one', result_summary: '3 rows', agent: 'B' }],
                }),
            },
        ]);
        const call = callsOf(done.turns[0]!)[0]!;
        expect(call.state).toBe('done');
        expect(call.steps).toEqual([expect.objectContaining({ index: 0, state: 'done', duration: '0.2s' })]);
    });

    it('finds the call an answer cites by the key, and by agent and query where there is none', () => {
        const keyed = view(start);
        expect(keyed.evidence.get('E1')).toBe('a');
        expect(keyed.evidence.get('a')).toBe('a');
        const unkeyed = view(
            ['tool_call.start', { id: 'c', step: 1, agent: 'A', query: 'why', timestamp: AT }],
            [
                'diagnosis',
                {
                    verdict: 'fault',
                    root_causes: [{ entity: 'X' }],
                    evidence: [{ id: 'E4', agent: 'A', query: 'why' }],
                },
            ],
        );
        expect(unkeyed.evidence.get('E4')).toBe('c');
        expect([unkeyed.verdict, unkeyed.rootCause]).toEqual(['fault', 'X']);
    });

    it('takes a call that a cancel cut short for cancelled, not for failed', () => {
        const cancelled = view(
            start,
            ['tool_call.start', { id: 'b', step: 2, agent: 'A', query: 'q' }],
            [
                'tool_call.complete',
                { id: 'a', agent: 'A', response: 'FAILED: [cancelled] Stopped.', error: true },
            ],
            ['error', { message: 'The turn was cancelled.', code: 'cancelled' }],
        );
        expect(callsOf(cancelled.turns[0]!).map((call) => call.state)).toEqual(['cancelled', 'cancelled']);
        const failed = view(start, ['error', { message: 'broken', code: 'orchestrator_failed' }]);
        expect(callsOf(failed.turns[0]!).map((call) => call.state)).toEqual(['failed']);
    });

    it('opens an approval and closes it with the decision', () => {
        const asked = view(start, [
            'approval.requested',
            {
                id: 'p',
                call: 'a',
                tool: 'dispatch',
                arguments: { to: 'x' },
                timestamp: AT,
                expires_at: '2026-11-23T06:10:00Z',
            },
        ]);
        expect(openApprovals(asked)).toEqual([
            expect.objectContaining({ id: 'p', call: 'a', arguments: { to: 'x' } }),
        ]);
        const decided = fold(asked, [
            {
                seq: 6,
                name: 'approval.resolved',
                data: '{"id":"p","decision":"deny","by":"alice","note":"no"}',
            },
        ]);
        expect(openApprovals(decided)).toEqual([]);
    });

    it('lets an approval lapse with the turn', () => {
        const ended = view(
            ['approval.requested', { id: 'p', call: 'a', tool: 'dispatch', arguments: {} }],
            ['error', { message: 'stopped', code: 'cancelled' }],
        );
        expect(openApprovals(ended)).toEqual([]);
        expect(ended.status).toBe('cancelled');
    });

    it('joins what left for a model with what came back', () => {
        const asked = view(
            [
                'model.request',
                {
                    key: 'm1',
                    agent: 'O',
                    provider: 'p',
                    host: 'h',
                    model: 'x',
                    bytes: 10,
                    local: false,
                    replaced: { email: 2 },
                },
            ],
            [
                'model.response',
                {
                    key: 'm1',
                    text: 'hi',
                    tool_calls: [{ id: '1', name: 't', arguments: '{"a":1}' }],
                    finish_reason: 'stop',
                    usage: { input: 5, output: 2 },
                    cost: 0.01,
                    duration: '1.2s',
                },
            ],
        );
        expect(asked.turns[0]!.items[0]).toMatchObject({
            kind: 'model',
            state: 'done',
            host: 'h',
            replaced: { email: 2 },
            usage: { input: 5, output: 2 },
            cost: 0.01,
            toolCalls: [{ id: '1', name: 't', arguments: '{"a":1}' }],
        });
    });

    it('reads the opinion of the investigator and the claims of a model', () => {
        const said = view([
            'diagnosis',
            {
                verdict: 'fault',
                partial: true,
                claims: [{ text: 'c', evidence: ['a'], supported: true }],
                investigator: {
                    verdict: 'fault',
                    root_causes: [{ entity: 'Y' }],
                    agrees: false,
                    only_model: ['X'],
                    only_investigator: ['Y'],
                },
            },
        ]);
        expect(said.turns[0]!.diagnosis).toMatchObject({
            partial: true,
            claims: [{ text: 'c', evidence: ['a'], supported: true }],
            investigator: { agrees: false, rootCauses: ['Y'], onlyModel: ['X'], onlyInvestigator: ['Y'] },
        });
    });

    it.each([
        ['tool_call.start', {}],
        ['tool_call.start', { id: { deep: 1 }, agent: [], query: null }],
        ['tool_call.complete', { id: 'a' }],
        ['tool_call.progress', { id: 'a' }],
        ['approval.requested', { arguments: 'x' }],
        ['approval.resolved', { id: 'p', decision: 'perhaps' }],
        ['model.request', []],
        ['model.response', {}],
        ['message.start', {}],
        ['message.delta', { id: 'm', text: { no: 1 } }],
        ['message.complete', { text: 1 }],
        ['status', { message: null }],
        ['run.complete', { steps: 'many' }],
        ['error', {}],
        ['user_message', {}],
        ['session.created', {}],
        ['run.start', {}],
    ] as [string, object][])('shows a broken %s as a broken item and continues', (name, data) => {
        const broken = view([name, data], start);
        expect(broken.turns[0]!.items).toEqual([
            expect.objectContaining({ kind: 'broken', name }),
            expect.objectContaining({ kind: 'call', id: 'a' }),
        ]);
        expect(broken.status).toBe('in_progress');
    });

    it('ignores unexpected shapes inside a good payload', () => {
        const unexpected = view([
            'tool_call.complete',
            {
                id: 'a',
                agent: 'A',
                response: 'r',
                visualizations: [
                    null,
                    1,
                    { type: 'graph' },
                    { type: 'table', data: { columns: 'x', rows: [1, [2]] } },
                    { type: 'hologram', data: {} },
                ],
                sub_steps: 'none',
                action: 5,
            },
        ]);
        const call = callsOf(unexpected.turns[0]!)[0]!;
        expect(call.visualizations).toEqual([
            { type: 'table', data: { columns: [], rows: [[2]], query: '' } },
        ]);
        expect([call.steps, call.action]).toEqual([[], undefined]);
    });

    it('is not harmed by data that is no JSON object', () => {
        const unexpected = fold(emptyView({ id: 'x' }), [
            ...events(...begin),
            { seq: 4, name: 'status', data: 'not json' },
            { seq: 5, name: 'status', data: '[1]' },
        ]);
        expect(unexpected.turns[0]!.items.map((i) => i.kind)).toEqual(['broken', 'broken']);
    });

    it('shares with the view before it all that a batch does not touch', () => {
        const before = view(start, ['run.complete', { steps: 1, time: '1s' }]);
        const after = fold(before, [
            { seq: 6, name: 'user_message', data: '{"text":"more"}' },
            { seq: 7, name: 'tool_call.start', data: '{"id":"b","step":1,"agent":"A","query":"q"}' },
            { seq: 8, name: 'tool_call.start', data: '{"id":"c","step":2,"agent":"A","query":"q"}' },
        ]);
        expect(after.turns[0]).toBe(before.turns[0]);
        const later = fold(after, [
            { seq: 9, name: 'tool_call.complete', data: '{"id":"c","agent":"A","response":"r"}' },
        ]);
        expect(later.turns[1]!.items[0]).toBe(after.turns[1]!.items[0]);
        expect(later.turns[1]!.items[1]).not.toBe(after.turns[1]!.items[1]);
        expect(later.evidence).toBe(after.evidence);
    });
});

describe('a growing list', () => {
    it('shares its storage with the snapshots before it and never changes them', () => {
        const one = Appendable.empty<number>().push([1]);
        const two = one.push([2]);
        const other = one.push([3]);
        expect([[...one], [...two], [...other]]).toEqual([[1], [1, 2], [1, 3]]);
        expect(one.at(1)).toBeUndefined();
    });
});
