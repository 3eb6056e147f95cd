import { amount, instant, isObject, list, record, texts, word } from './read';

/** How hard an entity is hit, worst first. `affected` is used for a diagnosis that gives no impact. */
export const IMPACTS = ['down', 'degraded', 'at_risk', 'affected'] as const;
export type Impact = (typeof IMPACTS)[number];

export type CauseKind = 'root_cause' | 'tied' | 'alternative';

export interface Cause {
    entity: string;
    label: string;
    kind: CauseKind;
    /** From 0 to 1. */
    confidence: number | null;
    /** Epoch milliseconds. */
    since: number | null;
    evidence: string[];
}

/** The failure of `from` reached `to` by way of a relation. */
export interface Spread {
    from: string;
    to: string;
    relation: string;
    evidence: string[];
}

export interface Affected {
    entity: string;
    label: string;
    impact: Impact;
    /** Seen in the data, not only predicted. */
    observed: boolean;
    evidence: string[];
}

export interface Evidence {
    id: string;
    agent: string;
    query: string;
    finding: string;
}

export interface Findings {
    verdict: string;
    causes: Cause[];
    propagation: Spread[];
    affected: Affected[];
    evidence: Evidence[];
    contradictions: string[];
    notChecked: string[];
    /** When the alert was raised, in epoch milliseconds. */
    time: number | null;
}

/** Reads the payload of a `diagnosis` event of any orchestrator. */
export function readFindings(payload: unknown): Findings | null {
    if (!isObject(payload)) return null;
    return {
        verdict: word(payload.verdict),
        causes: list(payload.root_causes)
            .map(cause)
            .filter((one) => one.entity !== ''),
        propagation: list(payload.propagation)
            .map(record)
            .map((one) => ({
                from: word(one.from),
                to: word(one.to),
                relation: word(one.relation),
                evidence: texts(one.evidence),
            }))
            .filter((one) => one.from !== '' && one.to !== ''),
        affected: list(payload.affected)
            .map(affected)
            .filter((one) => one.entity !== ''),
        evidence: list(payload.evidence)
            .filter(isObject)
            .map((one) => ({
                id: word(one.id),
                agent: word(one.agent),
                query: word(one.query),
                finding: word(one.finding),
            }))
            .filter((one) => one.id !== ''),
        contradictions: texts(payload.contradictions),
        notChecked: texts(payload.not_checked),
        time: instant(payload.time),
    };
}

function cause(value: unknown, index: number): Cause {
    const one = typeof value === 'string' ? { entity: value } : record(value);
    const kind = word(one.kind);
    return {
        entity: word(one.entity),
        label: word(one.label),
        kind:
            kind === 'root_cause' || kind === 'tied' || kind === 'alternative'
                ? kind
                : index === 0
                  ? 'root_cause'
                  : 'alternative',
        confidence: amount(one.confidence),
        since: instant(one.since),
        evidence: texts(one.evidence),
    };
}

function affected(value: unknown): Affected {
    const one = typeof value === 'string' ? { entity: value } : record(value);
    const impact = word(one.impact);
    return {
        entity: word(one.entity),
        label: word(one.label),
        impact: IMPACTS.find((known) => known === impact) ?? 'affected',
        observed: one.observed === true,
        evidence: texts(one.evidence),
    };
}
