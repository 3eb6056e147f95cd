import { expect, it } from 'vitest';
import type { Alarm } from './alarms/alarms';
import type { Deviation } from './charts/telemetry';
import { readFindings } from './findings';
import { incidentOf } from './incident';

const at = (clock: string) => Date.parse(`2026-06-16T${clock}Z`);

const alarm = (entity: string, clock: string, count = 1): Alarm => ({
    entity,
    type: 'PORT_LOS',
    severity: 'MAJOR',
    count,
    first: at(clock),
    last: at(clock),
    times: [at(clock)],
});

const deviation = (entity: string, clock: string | null, size: number): Deviation => ({
    entity,
    table: 't',
    metric: 'RxPower',
    usual: -7,
    now: -40,
    deviation: size,
    since: clock === null ? null : at(clock),
    call: 'c',
});

it('an incident is listed in the order of the clock, with the names of its entities', () => {
    const findings = readFindings({
        verdict: 'fault',
        time: '2026-06-16T14:40:00Z',
        root_causes: [
            { entity: 'OPT-1', kind: 'root_cause', since: '2026-06-16T14:37:13Z' },
            { entity: 'OPT-2', kind: 'alternative', since: '2026-06-16T14:00:00Z' },
        ],
    });
    const moments = incidentOf(
        findings,
        [alarm('P-2', '14:38:00'), alarm('P-1', '14:37:13.500', 3), alarm('P-0', '14:36:52')],
        [deviation('OPT-1', '14:37:13.900', -120), deviation('X', null, 90), deviation('Y', '14:37:00', 2)],
        new Map([['OPT-1', 'Coast link']]),
    );
    expect(moments.map((moment) => [moment.kind, moment.text])).toEqual([
        ['alarm', 'PORT_LOS on P-0'],
        ['onset', 'Coast link (OPT-1) began to fail'],
        ['metric', 'RxPower of Coast link (OPT-1) left its usual range'],
        ['alarm', 'PORT_LOS on P-1, 3 times'],
        ['alarm', 'PORT_LOS on P-2'],
        ['alert', 'The alert was raised'],
    ]);
});

it('a session without findings has its alarms', () => {
    expect(incidentOf(null, [alarm('P-1', '14:37:13')], [], new Map())).toHaveLength(1);
});
