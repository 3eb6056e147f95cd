import { useMemo, useState } from 'react';
import { alarmsOf } from '../../look/alarms/alarms';
import { telemetryOf } from '../../look/charts/telemetry';
import { clock, dateTime, dayClock, zone } from '../../look/format';
import { incidentOf, type MomentKind } from '../../look/incident';
import { namesOf } from '../../look/names';
import { allCalls, type SessionView } from '../../session/view';
import { count } from '../../ui/time';
import { useScope } from './cards';
import { useFindings } from './useFindings';
import { useTopology } from './useTopology';

/** Lines shown at first. */
const FEW = 25;

const KINDS: Record<MomentKind, string> = {
    onset: 'Onset',
    alarm: 'Alarm',
    metric: 'Metric',
    alert: 'Alert',
};

/** What happened when: onset, metrics, alarms and the alert in order of time, from what the steps found. */
export function Incident({ view }: { view: SessionView }) {
    const { openMap } = useScope();
    const [all, setAll] = useState(false);
    const findings = useFindings(view);
    const { topology } = useTopology(view.environment);
    const moments = useMemo(() => {
        const calls = allCalls(view).filter((call) => call.state === 'done');
        return incidentOf(
            findings,
            alarmsOf(calls, view.alertText),
            telemetryOf(calls, new Map(), new Set()).deviations,
            namesOf(topology ?? { nodes: [] }),
        );
    }, [view, findings, topology]);
    const first = moments[0];
    if (!first) {
        return <p className="quiet">No alarms or metrics with a time have been found yet.</p>;
    }
    const onset = moments.find((moment) => moment.kind === 'onset')?.at ?? null;
    return (
        <section className="incident" aria-label="Incident timeline">
            <h2>Incident</h2>
            <p className="quiet small">
                Starts {dayClock(first.at)} ({zone(first.at)})
            </p>
            <ol>
                {(all ? moments : moments.slice(0, FEW)).map((moment, i) => (
                    <li key={i} className={`moment moment-${moment.kind}`}>
                        <time dateTime={new Date(moment.at).toISOString()} title={dateTime(moment.at)}>
                            {clock(moment.at)}
                        </time>
                        <span className="moment-since quiet small">
                            {onset === null ? '' : since(moment.at - onset)}
                        </span>
                        <span className="tag">
                            {moment.severity === null
                                ? KINDS[moment.kind]
                                : `${KINDS[moment.kind]}, ${moment.severity.toLowerCase()}`}
                        </span>
                        {moment.entity === '' ? (
                            <span>{moment.text}</span>
                        ) : (
                            <button type="button" className="link" onClick={() => openMap(moment.entity)}>
                                {moment.text}
                            </button>
                        )}
                    </li>
                ))}
            </ol>
            {moments.length > FEW && (
                <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
                    {all ? 'Show less' : `Show all ${count(moments.length)}`}
                </button>
            )}
        </section>
    );
}

/** `+12 s` after the onset, `−21 s` before it. */
function since(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    return `${seconds < 0 ? '−' : '+'}${count(Math.abs(seconds))} s`;
}
