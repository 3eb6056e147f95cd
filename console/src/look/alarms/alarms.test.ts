import { describe, expect, it } from 'vitest';
import { alarmsIn, alarmsInText, alarmsOf, groupAlarms, histogram, severityOf, spread } from './alarms';

const at = (second: number): number => Date.parse('2026-06-16T14:37:00Z') + second * 1000;
const iso = (second: number): string => new Date(at(second)).toISOString();
const columns = (names: string[]) => names.map((name) => ({ name, type: 'string' }));

const ALERT = `# ALARM STORM

ALM-1 | ${iso(13)} | MAJOR    | PORT-1 | PORT_LOS | Loss of signal on the port
ALM-2 | ${iso(14)} | critical | OPT-1 | OPTICAL_LOS | Gone
not | an | alarm
First guess of the desk: trouble at AGG-JOR-1`;

describe('alarms', () => {
    it('are read from lines of an alert', () => {
        expect(alarmsInText(ALERT).map((one) => [one.entity, one.type, one.severity, one.first])).toEqual([
            ['PORT-1', 'PORT_LOS', 'MAJOR', at(13)],
            ['OPT-1', 'OPTICAL_LOS', 'CRITICAL', at(14)],
        ]);
    });

    it('are read from counted rows and from single ones', () => {
        expect(
            alarmsIn(columns(['entity', 'type', 'severity', 'alarms', 'first', 'last']), [
                ['PORT-1', 'PORT_LOS', 'MAJOR', 3, iso(13), iso(20)],
                ['PORT-2', 'PORT_LOS', 'MAJOR', 1, 'never', iso(20)],
            ]),
        ).toMatchObject([
            { entity: 'PORT-1', count: 3, first: at(13), last: at(20), times: [at(13), at(20)] },
        ]);
        expect(
            alarmsIn(columns(['AlertId', 'Timestamp', 'EntityId', 'AlertType', 'Severity']), [
                ['ALM-1', iso(13), 'PORT-1', 'PORT_LOS', 'MAJOR'],
            ]),
        ).toMatchObject([{ entity: 'PORT-1', type: 'PORT_LOS', count: 1 }]);
        expect(alarmsIn(columns(['entity', 'metric', 'since']), [['a', 'b', iso(1)]])).toEqual([]);
    });

    it('that two sources tell of are counted once, with all times', () => {
        const found = alarmsOf(
            [
                {
                    kind: 'call',
                    id: 'c',
                    step: 1,
                    agent: 'TelemetryAgent',
                    query: '',
                    sideEffect: false,
                    state: 'done',
                    steps: [],
                    startSeq: 1,
                    visualizations: [
                        {
                            type: 'table',
                            data: {
                                columns: columns(['entity', 'type', 'severity', 'alarms', 'first', 'last']),
                                rows: [['PORT-1', 'PORT_LOS', 'MAJOR', 3, iso(10), iso(20)]],
                                query: '',
                            },
                        },
                    ],
                },
            ],
            ALERT,
        );
        expect(found.map((one) => [one.entity, one.count, one.times.length])).toEqual([
            ['PORT-1', 3, 3],
            ['OPT-1', 1, 1],
        ]);
    });

    it('have the root cause on top, then what came first', () => {
        const groups = groupAlarms(
            alarmsInText(`${ALERT}\nALM-3 | ${iso(2)} | MINOR | AGG-1 | CPU_HIGH | Busy`),
            'entity',
            new Set(['OPT-1']),
        );
        expect(groups.map((group) => [group.name, group.cause])).toEqual([
            ['OPT-1', true],
            ['AGG-1', false],
            ['PORT-1', false],
        ]);
    });

    it('are counted over time, repeats between their first and last', () => {
        const alarms = alarmsIn(columns(['entity', 'type', 'count', 'first', 'last']), [
            ['a', 'X', 5, iso(0), iso(8)],
        ]);
        expect(spread(alarms[0] ?? never()).length).toBe(5);
        const bins = histogram(alarms, at(0), at(8), 4);
        expect(bins.map((bin) => bin.counts.get('OTHER') ?? 0).reduce((sum, one) => sum + one)).toBe(5);
    });

    it('know severities however they are written', () => {
        expect(['critical', 'Major', 'WARN', '', 'page'].map(severityOf)).toEqual([
            'CRITICAL',
            'MAJOR',
            'WARNING',
            'OTHER',
            'OTHER',
        ]);
    });
});

function never(): never {
    throw new Error('no alarm');
}
