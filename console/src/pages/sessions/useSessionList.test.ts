import { describe, expect, it } from 'vitest';
import type { SessionPage, SessionSummary } from '../../protocol';
import { withHead } from './useSessionList';

function row(n: number, status: SessionSummary['status'] = 'completed'): SessionSummary {
    const at = new Date(1_700_000_000_000 + n * 1_000).toISOString();
    return {
        id: `s${n}`,
        environment: 'x',
        alert_text: `alert ${n}`,
        status,
        step_count: 0,
        turn_count: 0,
        created_at: at,
        updated_at: at,
    };
}

const page = (numbers: number[], next?: string): SessionPage => ({
    sessions: numbers.map((n) => row(n)),
    ...(next === undefined ? {} : { next_cursor: next }),
});

const list = (...pages: SessionPage[]) => ({
    pages,
    pageParams: pages.map((_, i) => (i === 0 ? null : String(i))),
});

const ids = (pages: ReturnType<typeof withHead>) => pages?.pages.map((p) => p.sessions.map((s) => s.id));

describe('the newest sessions', () => {
    it('come in front of what is shown', () => {
        expect(ids(withHead(list(page([3, 2], 'a'), page([1])), page([4, 3], 'b')))).toEqual([
            ['s4', 's3', 's2'],
            ['s1'],
        ]);
    });

    it('bring their new status', () => {
        const merged = withHead(list({ sessions: [row(1, 'in_progress')] }), page([1]));
        expect(merged?.pages[0]?.sessions[0]?.status).toBe('completed');
    });

    it('take away what was deleted between them', () => {
        expect(ids(withHead(list(page([4, 3, 2], 'a'), page([1])), page([4, 2], 'b')))).toEqual([
            ['s4', 's2'],
            ['s1'],
        ]);
    });

    it('take away all when there is nothing any more', () => {
        expect(ids(withHead(list(page([2, 1])), page([])))).toEqual([[]]);
    });

    it('ask for a new reading when they do not touch what is shown', () => {
        expect(withHead(list(page([2, 1], 'a')), page([9, 8], 'b'))).toBeUndefined();
    });
});
