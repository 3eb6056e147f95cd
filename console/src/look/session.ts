/** Everything the pictures of a session need, from its view, its topology and the uncut results that were read. */
import type { Visualization } from '../protocol';
import { type SessionView, allCalls } from '../session/view';
import { type Alarm, alarmsOf } from './alarms/alarms';
import type { Suspect } from './charts/groups';
import { type Telemetry, telemetryOf } from './charts/telemetry';
import { type Findings, readFindings } from './findings';
import type { Topology } from './topology/model';
import { type Story, byImpact, derive, impactWord } from './topology/story';

export interface Look {
    findings: Findings | null;
    story: Story;
    alarms: Alarm[];
    /** Times of alarms by entity, for the charts. */
    marks: Map<string, { at: number; label: string }[]>;
    telemetry: Telemetry;
    /** Root causes first, then candidates, then what was hit, worst first. */
    suspects: Suspect[];
    causes: Set<string>;
    /** When the incident began and when the alert was raised, in epoch milliseconds. */
    moment: number | null;
    alert: number | null;
    /** Entities of the topology that the alert or the alarms name. */
    mentioned: string[];
    /** The id that answers cite a call by, such as `E3`. */
    evidenceOf: (call: string) => string | undefined;
}

/** An entity named in a text of an alert is looked for among this many words. */
const WORDS = 5000;

/** Pure; the diagnosis is that of the last turn that has one. `results` holds visualizations of calls with all rows. */
export function lookAt(
    view: SessionView,
    topology: Topology,
    results: ReadonlyMap<string, readonly Visualization[]> = new Map(),
): Look {
    const calls = allCalls(view);
    const findings = readFindings(
        view.turns.findLast((turn) => turn.diagnosis !== undefined)?.diagnosis?.raw,
    );
    const alarms = alarmsOf(calls, view.alertText, results);
    const known = new Set(topology.nodes.map((node) => node.id));
    const words = view.alertText.split(/[\s,;|()'"]+/, WORDS).map((word) => word.replace(/[.:?!]$/, ''));
    const mentioned = [...new Set([...words, ...alarms.map((alarm) => alarm.entity)])].filter((one) =>
        known.has(one),
    );
    const story = derive(topology, findings, mentioned);
    const marks = new Map<string, { at: number; label: string }[]>();
    for (const alarm of alarms) {
        const of = marks.get(alarm.entity) ?? [];
        of.push(...alarm.times.map((at) => ({ at, label: alarm.type })));
        marks.set(alarm.entity, of);
    }
    const cited = new Map(
        [...view.evidence].filter(([id, call]) => id !== call).map(([id, call]) => [call, id]),
    );
    const cause = story.rootCauses[0];
    return {
        findings,
        story,
        alarms,
        marks,
        telemetry: telemetryOf(calls, results, known),
        suspects: [
            ...story.rootCauses.map((one) => ({ entity: one.entity, role: 'Root cause' })),
            ...story.candidates.map((one) => ({ entity: one.entity, role: 'Candidate' })),
            ...[...story.affected.values()]
                .sort(byImpact)
                .filter((one) => story.highlights.get(one.entity)?.role !== 'cause')
                .map((one) => ({ entity: one.entity, role: impactWord(one.impact) })),
        ],
        causes: new Set(story.rootCauses.map((one) => one.entity)),
        moment: cause?.since ?? null,
        alert: findings?.time ?? null,
        mentioned,
        evidenceOf: (call) => cited.get(call),
    };
}
