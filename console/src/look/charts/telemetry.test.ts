import { describe, expect, it } from 'vitest';
import type { Cell, Visualization } from '../../protocol';
import type { ToolCall } from '../../session/view';
import { rangeOf } from './range';
import { grouped } from './groups';
import { around, bandOf, named, seriesOf, telemetryOf, unitOf } from './telemetry';

const minute = 60_000;
const start = Date.parse('2026-06-16T14:00:00Z');
const stamp = (index: number): string => new Date(start + index * minute).toISOString();

function call(id: string, query: string, visualizations: Visualization[]): ToolCall {
    return {
        kind: 'call',
        id,
        step: 1,
        agent: 'TelemetryAgent',
        query,
        sideEffect: false,
        state: 'done',
        visualizations,
        steps: [],
        startSeq: 1,
    };
}

const table = (names: string[], rows: Cell[][], truncated?: number): Visualization => ({
    type: 'table',
    data: {
        columns: names.map((name) => ({ name, type: 'string' })),
        rows,
        query: '',
        ...(truncated === undefined ? {} : { truncated }),
    },
});

describe('lines', () => {
    it('are read from a column of times and columns of numbers, about the entity of the query', () => {
        const found = telemetryOf(
            [
                call('c1', 'Values of OPT-1 up to the alert', [
                    table(
                        ['Timestamp', 'RxPowerDbm', 'OsnrDb'],
                        Array.from({ length: 6 }, (_, index) => [
                            stamp(5 - index),
                            -7 - index,
                            index === 2 ? null : 25,
                        ]),
                        321,
                    ),
                ]),
            ],
            new Map(),
            new Set(['OPT-1']),
        );
        expect(
            found.series.map(({ entity, metric, values, cutFrom }) => [entity, metric, values, cutFrom]),
        ).toEqual([
            ['OPT-1', 'RxPowerDbm', [-12, -11, -10, -9, -8, -7], 321],
            ['OPT-1', 'OsnrDb', [25, 25, 25, null, 25, 25], 321],
        ]);
        expect(found.series[0]?.times[0]).toBe(start);
    });

    it('are read of several entities from one long table', () => {
        const rows = Array.from({ length: 12 }, (_, index): Cell[] => [
            stamp(index >> 1),
            index % 2 === 0 ? 'a' : 'b',
            index,
        ]);
        const lines = seriesOf(
            ['time', 'service', 'errors'].map((name) => ({ name, type: 'string' })),
            rows,
            '',
            'c',
        );
        expect(lines.map((line) => [line.entity, line.metric, line.values])).toEqual([
            ['a', 'errors', [0, 2, 4, 6, 8, 10]],
            ['b', 'errors', [1, 3, 5, 7, 9, 11]],
        ]);
    });

    it('are none in tables of first and last times, and none of too few values', () => {
        const columns = ['entity', 'alarms', 'first'].map((name) => ({ name, type: 'string' }));
        expect(
            seriesOf(
                columns,
                [
                    ['a', 1, stamp(0)],
                    ['b', 1, stamp(1)],
                ],
                '',
                'c',
            ),
        ).toEqual([]);
        expect(
            seriesOf(
                [
                    { name: 'time', type: '' },
                    { name: 'x', type: '' },
                ],
                [[stamp(0), 1]],
                'a',
                'c',
            ),
        ).toEqual([]);
    });

    it('come uncut where the uncut result was read', () => {
        const cut = table(
            ['Timestamp', 'x'],
            Array.from({ length: 5 }, (_, index) => [stamp(index), 1]),
            9,
        );
        const whole = table(
            ['Timestamp', 'x'],
            Array.from({ length: 9 }, (_, index) => [stamp(index), 1]),
        );
        const found = telemetryOf([call('c', 'of a', [cut])], new Map([['c', [whole]]]), new Set(['a']));
        expect(found.series.map((line) => [line.times.length, line.cutFrom])).toEqual([[9, 0]]);
    });
});

describe('deviations', () => {
    const found = telemetryOf(
        [
            call('c', 'Which metrics', [
                table(
                    ['entity', 'metric', 'usual', 'now', 'deviation', 'since'],
                    [
                        ['SVC-1', 'ServiceMetrics.LatencyMs', 1.1, 1.2, 0.4, null],
                        ['SVC-1', 'ServiceMetrics.LossPct', 0.004, 100, 112400, stamp(8)],
                        ['SVC-2', 'LossPct', null, 3, 1, null],
                    ],
                ),
            ]),
        ],
        new Map(),
        new Set(),
    );

    it('are read from the table of the investigator', () => {
        expect(
            found.deviations.map((one) => [one.entity, one.table, one.metric, one.now, one.since]),
        ).toEqual([
            ['SVC-1', 'ServiceMetrics', 'LatencyMs', 1.2, null],
            ['SVC-1', 'ServiceMetrics', 'LossPct', 100, start + 8 * minute],
        ]);
    });

    it('come farthest off first, suspects before others', () => {
        expect(
            grouped(
                [
                    { entity: 'SVC-9', role: '' },
                    { entity: 'SVC-1', role: 'Down' },
                ],
                [],
                found.deviations,
            ),
        ).toMatchObject([
            { entity: 'SVC-1', role: 'Down', metrics: [{ metric: 'LossPct' }, { metric: 'LatencyMs' }] },
        ]);
    });
});

describe('what a chart shows', () => {
    const series = {
        times: Array.from({ length: 120 }, (_, index) => start + index * minute),
        values: Array.from({ length: 120 }, (_, index) => (index < 100 ? 10 + (index % 3) : 500)),
    };

    it('has the range of the past as its band, not that of the incident', () => {
        expect(bandOf(series, start + 100 * minute)).toEqual({ low: 10, high: 12, middle: 11 });
        expect(bandOf(series, start + 5 * minute)).toBeNull();
        expect(bandOf(series, null)).toBeNull();
    });

    it('begins an hour or half the incident before it', () => {
        expect(around(series.times, start + 100 * minute)).toEqual([
            start + 40 * minute,
            start + 119 * minute,
        ]);
        expect(around(series.times, null)).toEqual([start, start + 119 * minute]);
        expect(around([], start)).toBeNull();
    });

    it('takes powers of ten where a line would be flat but for its peak', () => {
        expect(rangeOf({ times: [1, 2], values: [0.003, 100] }, null, 0, 9).log).toBe(true);
        expect(rangeOf({ times: [1, 2], values: [0, 100] }, null, 0, 9)).toEqual({
            low: 0,
            high: 112,
            log: false,
        });
        expect(rangeOf({ times: [], values: [] }, null, 0, 9)).toEqual({ low: 0, high: 1, log: false });
    });

    it('knows units from the names of metrics', () => {
        expect(
            [
                'RxPowerDbm',
                'OsnrDb',
                'LossPct',
                'PumpCurrentMa',
                'LatencyMs',
                'CaseTempC',
                'PreFecBer',
                'ThroughputGbps',
                'QueriesPerMin',
            ].map(unitOf),
        ).toEqual(['dBm', 'dB', '%', 'mA', 'ms', '°C', '', 'Gbit/s', '/min']);
    });

    it('finds the entity that a query names', () => {
        expect(named("... WHERE id = 'OPT-1'", new Set(['OPT-1']))).toBe('OPT-1');
        expect(named('Values of nobody', new Set(['OPT-1']))).toBe('');
    });
});
