import { useMemo } from 'react';
import { alarmsOf } from '../../look/alarms/alarms';
import { telemetryOf } from '../../look/charts/telemetry';
import { readFindings } from '../../look/findings';
import { settle } from '../../look/severity';
import { allCalls, type SessionView } from '../../session/view';

export type Findings = ReturnType<typeof readFindings>;

const NO_RESULTS = new Map();

/** What the last diagnosis found, with the impacts that the log's alarms and metrics prove. */
export function findingsOf(view: SessionView): Findings {
    const raw = view.turns.findLast((turn) => turn.diagnosis)?.diagnosis?.raw;
    if (raw === undefined) {
        return null;
    }
    const calls = allCalls(view).filter((call) => call.state === 'done');
    return settle(
        readFindings(raw),
        alarmsOf(calls, view.alertText),
        telemetryOf(calls, NO_RESULTS, new Set()).deviations,
    );
}

export function useFindings(view: SessionView): Findings {
    return useMemo(() => findingsOf(view), [view]);
}
