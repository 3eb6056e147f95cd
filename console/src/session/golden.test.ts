import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogEntry, SessionEvent } from '../protocol';
import { emptyView, fold } from './fold';
import { openApprovals, type SessionView } from './view';

// The histories that the server's own fold is tested with.
const FOLDER = join(import.meta.dirname, '../../../testkit/src/main/resources/golden');

interface Expected {
    id: string;
    environment: string;
    alert_text: string;
    status: string;
    steps: number;
    diagnosis: string;
    run_meta: unknown;
    error_detail: string;
    thread_id: string;
    turn_count: number;
    /** Open ones; absent where there are none. */
    approvals?: unknown[];
}

function history(name: string): SessionEvent[] {
    return readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LogEntry)
        .map(({ seq, event, data, timestamp }) => ({ seq, name: event, data, timestamp }));
}

function projection(view: SessionView) {
    return {
        id: view.id,
        environment: view.environment,
        alert_text: view.alertText,
        status: view.status,
        steps: view.stepCount,
        diagnosis: view.answerText,
        run_meta: view.runMeta?.raw ?? null,
        error_detail: view.errorDetail,
        thread_id: view.threadId,
        turn_count: view.turnCount,
        approvals: openApprovals(view).map((open) => ({
            id: open.id,
            call: open.call,
            tool: open.tool,
            arguments: open.arguments,
            expires_at: new Date(open.expiresAt ?? 0).toISOString(),
        })),
    };
}

/** Only the fields that the console's fold has. */
function pick(expected: Expected, projected: object): Partial<Expected> {
    return Object.fromEntries(Object.entries(expected).filter(([field]) => field in projected));
}

const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length));

describe.each(names)('the history %s', (name) => {
    const events = history(name);
    const expected = JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Expected;

    it('folds to what the server folds it to', () => {
        const projected = projection(fold(emptyView({ id: expected.id }), events));
        expect(projected).toEqual({ ...pick(expected, projected), approvals: expected.approvals ?? [] });
    });

    it('folds to the same in batches of any size', () => {
        const whole = fold(emptyView({ id: expected.id }), events);
        for (const size of [1, 2, 3, 7]) {
            let view = emptyView({ id: expected.id });
            for (let i = 0; i < events.length; i += size) {
                view = fold(view, events.slice(i, i + size));
            }
            expect({ ...view, events: [...view.events] }).toEqual({ ...whole, events: [...whole.events] });
        }
    });

    it('leaves the views before it as they were', () => {
        let view = emptyView({ id: expected.id });
        const before: [SessionView, string][] = [];
        const shape = (v: SessionView) =>
            JSON.stringify({ ...v, events: [...v.events], evidence: [...v.evidence] });
        for (const event of events) {
            before.push([view, shape(view)]);
            view = fold(view, [event]);
        }
        for (const [old, was] of before) {
            expect(shape(old)).toBe(was);
        }
    });

    it('takes what it has seen already only once', () => {
        const once = fold(emptyView({ id: expected.id }), events);
        expect(fold(once, events).seq).toBe(once.seq);
        expect(fold(once, events).stepCount).toBe(once.stepCount);
    });
});

it('has histories to fold', () => {
    expect(names.length).toBeGreaterThanOrEqual(4);
});
