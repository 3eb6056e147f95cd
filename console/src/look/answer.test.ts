import { describe, expect, it } from 'vitest';
import { readFindings } from './findings';
import { named, namesOf } from './names';
import { isSilent, settle } from './severity';
import { hitsOf, kindWord, summaryOf } from './summary';
import { localTimes, timesIn } from './times';

const raw = {
    verdict: 'fault',
    root_causes: [{ entity: 'OPT-1', label: 'OpticalLink', confidence: 1, since: '2026-06-16T14:37:13Z' }],
    affected: [
        { entity: 'IP-1', label: 'IpLink', impact: 'at_risk' },
        { entity: 'SVC-1', label: 'Service', impact: 'down', observed: true },
    ],
    impact: { customers: 7, users: 299850, penalty_per_hour: 24700, currency: 'EUR' },
    actions: [{ text: 'Send a splicer.', needs_approval: true }],
    time: '2026-06-16T14:40:00Z',
};
const names = namesOf({
    nodes: [
        { id: 'SVC-1', label: 'Service', properties: { CustomerName: 'Emergency Control' } },
        { id: 'OPT-1', label: 'OpticalLink', properties: { OpticalLinkId: 'OPT-1' } },
    ],
});
const deviation = (metric: string, usual: number, now: number) => ({
    entity: 'IP-1',
    table: '',
    metric,
    usual,
    now,
    deviation: 1,
    since: null,
    call: 'c',
});
const alarm = (type: string) => ({
    entity: 'IP-1',
    type,
    severity: 'MAJOR' as const,
    count: 1,
    first: 0,
    last: 0,
    times: [0],
});

describe('severity', () => {
    const impactOf = (type: string, now: number) =>
        settle(readFindings(raw), [alarm(type)], [deviation('UtilizationPct', 19, now)])?.affected[0]?.impact;

    it('makes a silent link with a link-down alarm down', () => {
        expect(impactOf('IP_LINK_DOWN', 0)).toBe('down');
    });

    it('leaves a link that still carries something, or has no such alarm, as the diagnosis has it', () => {
        expect(impactOf('IP_LINK_DOWN', 3)).toBe('at_risk');
        expect(impactOf('CLOCK_DRIFT', 0)).toBe('at_risk');
    });

    it('takes no errors for silence', () => {
        expect(isSilent(deviation('ErroredFramesPerMin', 2, 0))).toBe(false);
        expect(isSilent(deviation('ErrorRate', 2, 0))).toBe(false);
        expect(isSilent(deviation('RequestsPerSec', 2, 0))).toBe(true);
    });
});

describe('names', () => {
    it('stand before ids where the topology has them', () => {
        expect(named('SVC-1', names)).toBe('Emergency Control (SVC-1)');
        expect(named('OPT-1', names)).toBe('OPT-1');
    });

    it('of kinds are plain words', () => {
        expect([kindWord('OpticalLink'), kindWord('IpLink', true), kindWord('SlaPolicy', true)]).toEqual([
            'optical link',
            'IP links',
            'SLA policies',
        ]);
    });
});

describe('the summary', () => {
    it('says cause, who is affected, figures and the next step in one plain paragraph', () => {
        const findings = readFindings(raw);
        expect(findings && summaryOf(findings, raw, names)).toBe(
            'Root cause: OPT-1, optical link, failing since 16:37:13 (UTC+2) on 16 Jun, confidence over 99%. ' +
                'Down: 1 service (Emergency Control (SVC-1)). At risk: 1 IP link. ' +
                'Impact: 7 customers, 299,850 users, 24,700 EUR penalty per hour. Next: Send a splicer.',
        );
        expect(findings && hitsOf(findings, names).map((hit) => hit.impact)).toEqual(['down', 'at_risk']);
    });
});

describe('times in sentences', () => {
    const incident = Date.parse('2026-06-16T14:40:00Z');

    it('are shown in the zone of the reader', () => {
        expect(localTimes('since 2026-06-16T14:37:13Z, at 14:40 UTC', incident)).toBe(
            'since 16:37:13 (UTC+2), at 16:40:00 (UTC+2)',
        );
        expect(localTimes('on 2026-06-14T10:00:00.5Z', incident)).toBe('on 14 Jun, 12:00:00 (UTC+2)');
        expect(localTimes('since 23:37:13 UTC on 16 June 2026 [E6]', null)).toBe(
            'since 17 Jun 2026, 01:37:13 (UTC+2) [E6]',
        );
    });

    it('stay as they are without a date, with another zone, and when they are none', () => {
        for (const text of ['at 14:40 UTC', 'at 14:40 UTC+3', '2026-99-99T14:37:13Z', 'SVC-01', '']) {
            expect(localTimes(text, null)).toBe(text);
        }
        expect(timesIn('at 14:40 UTC', null)).toEqual([{ text: 'at 14:40 UTC', at: null }]);
    });
});
