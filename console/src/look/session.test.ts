import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../protocol';
import { emptyView, fold } from '../session/fold';
import { chartSvg } from './charts/picture';
import { clock, dateTime, shortNumber, span } from './format';
import { instant } from './read';
import { lookAt } from './session';
import { readTopology } from './topology/model';

function view() {
    let seq = 0;
    const event = (name: string, data: object): SessionEvent => ({
        seq: ++seq,
        name,
        data: JSON.stringify(data),
    });
    return fold(emptyView({ id: 's' }), [
        event('user_message', {
            text: 'ALM-1 | 2026-06-16T14:37:13Z | MAJOR | SVC-1 | DOWN_NOW | x\nIs OPT-1 cut?',
        }),
        event('tool_call.start', { id: 'c', step: 1, agent: 'A', query: 'q', key: 'alarms-E1' }),
        event('tool_call.complete', { id: 'c', step: 1, agent: 'A', query: 'q', response: '' }),
        event('diagnosis', {
            verdict: 'fault',
            time: '2026-06-16T14:40:00Z',
            root_causes: [{ entity: 'OPT-1', since: '2026-06-16T14:37:13Z' }],
            affected: [
                { entity: 'SVC-2', impact: 'at_risk' },
                { entity: 'SVC-1', impact: 'down' },
            ],
        }),
    ]);
}

describe('what the pictures of a session show', () => {
    const node = (id: string) => ({ id, label: 'X', properties: {} });
    const look = lookAt(view(), readTopology({ nodes: [node('OPT-1'), node('SVC-1')], edges: [] }));

    it('puts suspects in order, root causes first, then the worst hit', () => {
        expect(look.suspects).toEqual([
            { entity: 'OPT-1', role: 'Root cause' },
            { entity: 'SVC-1', role: 'Down' },
            { entity: 'SVC-2', role: 'At risk' },
        ]);
    });

    it('knows times, marks, mentioned entities and evidence', () => {
        expect(look.alert).toBe(Date.parse('2026-06-16T14:40:00Z'));
        expect(look.moment).toBe(Date.parse('2026-06-16T14:37:13Z'));
        expect(look.marks.get('SVC-1')).toEqual([{ at: look.moment, label: 'DOWN_NOW' }]);
        expect(look.mentioned.sort()).toEqual(['OPT-1', 'SVC-1']);
        expect(look.evidenceOf('c')).toBe('E1');
    });

    it('is empty for an empty session', () => {
        const none = lookAt(emptyView({ id: 's' }), readTopology(null));
        expect([none.suspects, none.alarms, none.telemetry.series, none.findings]).toEqual([
            [],
            [],
            [],
            null,
        ]);
    });
});

describe('a chart on paper', () => {
    it('is well-formed for any values', () => {
        for (const values of [
            [1, 1, 1, 1],
            [0.001, 100, null, 5],
            [-7, -40, -7, -7],
            [NaN, 1, 2, 3],
        ]) {
            const svg = chartSvg({
                series: {
                    entity: '<a>',
                    metric: '"b"',
                    times: [0, 1000, 2000, 3000],
                    values,
                    call: 'c',
                    cutFrom: 0,
                },
                band: null,
                moment: 1500,
                alert: 2500,
                window: [0, 3000],
            });
            const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
            expect(page.querySelector('parsererror')).toBeNull();
            expect(page.querySelector('title')?.textContent).toBe('"b" of <a>');
        }
    });
});

describe('numbers and times', () => {
    it('are short', () => {
        expect([1234567890123, -0.5, 12345].map(shortNumber)).toEqual(['1.23×10¹²', '−0.5', '12,345']);
        expect([0, 999, 1500, 190_000, 7_500_000, 259_200_000].map(span)).toEqual([
            '0 ms',
            '999 ms',
            '1.5 s',
            '3 min 10 s',
            '2 h 5 min',
            '3 d',
        ]);
        expect(clock(1234, true)).toBe('01:00:01.234');
        expect(dateTime(Date.parse('2026-06-16T14:37:13Z'))).toBe('16 Jun 2026, 16:37:13 (UTC+2)');
    });

    it('are times only when they look like times', () => {
        expect(['SVC-01', '2026', '2026-06-16T14:37:13Z', '2026-06-16 14:37', 7].map(instant)).toEqual([
            null,
            null,
            1781620633000,
            1781620620000,
            null,
        ]);
    });
});
