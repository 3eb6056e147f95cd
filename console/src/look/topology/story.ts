import type { Affected, Cause, Findings, Impact, Spread } from '../findings';
import { IMPACTS } from '../findings';
import { dateTime } from '../format';
import type { Topology, TopologyEdge } from './model';

export type Role = 'cause' | 'candidate' | 'affected' | 'path' | 'context';

/** Why an entity is not dimmed. */
export interface Highlight {
    role: Role;
    impact: Impact | null;
    observed: boolean;
    /** Steps of the propagation between the root cause and this entity. */
    hops: number | null;
    /** Sentences for people. */
    why: string[];
    /** Ids of the evidence, e.g. `E5`. */
    evidence: string[];
}

/** One step of the propagation, and the relation of the topology that it went along. */
export interface PathEdge {
    id: string;
    from: string;
    to: string;
    relation: string;
    /** False when the topology knows no such relation. */
    known: boolean;
}

/** What a diagnosis says about a topology. */
export interface Story {
    rootCauses: Cause[];
    candidates: Cause[];
    path: PathEdge[];
    affected: Map<string, Affected>;
    highlights: Map<string, Highlight>;
    /** Entities the diagnosis names and the topology does not have. */
    unknown: string[];
}

/**
 * Derives root causes, the way the failure went, and what it reached. Pure, linear in entities and relations.
 * `mentioned` are entities that the alert or the alarms name; they are context, not findings.
 */
export function derive(
    topology: Topology,
    findings: Findings | null,
    mentioned: readonly string[] = [],
): Story {
    const known = new Set(topology.nodes.map((node) => node.id));
    const causes = findings?.causes ?? [];
    const faulty = findings !== null && findings.verdict !== 'no_fault';
    const rootCauses = causes.filter((one) => faulty && one.kind !== 'alternative');
    const candidates = causes.filter((one) => faulty && one.kind === 'alternative');
    const affected = new Map((findings?.affected ?? []).map((one) => [one.entity, one]));
    const spreads = findings?.propagation ?? [];
    const path = pathEdges(topology, spreads);
    const hops = distances(
        spreads,
        rootCauses.map((one) => one.entity),
    );
    const highlights = new Map<string, Highlight>();

    for (const one of rootCauses) {
        highlights.set(one.entity, {
            role: 'cause',
            impact: null,
            observed: true,
            hops: 0,
            why: [causeSentence(one)],
            evidence: one.evidence,
        });
    }
    for (const one of affected.values()) {
        const before = spreads.filter((spread) => spread.to === one.entity);
        const why = [
            `${impactWord(one.impact)}, ${one.observed ? 'seen in the data' : 'predicted from what it depends on'}.`,
            ...before.map((spread) => `The failure came from ${spread.from}${along(spread.relation)}.`),
        ];
        const distance = hops.get(one.entity) ?? null;
        if (distance !== null && distance > 1) why.push(`${String(distance)} steps from the root cause.`);
        const cause = highlights.get(one.entity);
        highlights.set(one.entity, {
            role: cause === undefined ? 'affected' : 'cause',
            impact: one.impact,
            observed: one.observed,
            hops: distance,
            why: [...(cause?.why ?? []), ...why],
            evidence: union(cause?.evidence, one.evidence, ...before.map((spread) => spread.evidence)),
        });
    }
    for (const one of candidates) {
        add(highlights, one.entity, 'candidate', causeSentence(one), one.evidence);
    }
    for (const spread of spreads) {
        for (const end of [spread.from, spread.to]) {
            add(highlights, end, 'path', 'On the failure path.', spread.evidence, hops.get(end) ?? null);
        }
    }
    for (const entity of mentioned) {
        if (known.has(entity)) add(highlights, entity, 'context', 'Named in the alert or in an alarm.', []);
    }
    return {
        rootCauses,
        candidates,
        path,
        affected,
        highlights,
        unknown: [...highlights.keys()].filter((entity) => !known.has(entity)),
    };
}

export function impactWord(impact: Impact): string {
    return { down: 'Down', degraded: 'Degraded', at_risk: 'At risk', affected: 'Affected' }[impact];
}

/** Down before degraded before at risk; what was seen before what is predicted. */
export function byImpact(one: Affected, other: Affected): number {
    return (
        IMPACTS.indexOf(one.impact) - IMPACTS.indexOf(other.impact) ||
        Number(other.observed) - Number(one.observed) ||
        one.entity.localeCompare(other.entity, 'en', { numeric: true })
    );
}

/** `over 99 %`, as the answer says it. */
export function confidenceWord(confidence: number): string {
    if (confidence > 0.99) return 'over 99%';
    if (confidence < 0.01) return 'under 1%';
    return `${String(Math.round(confidence * 100))}%`;
}

function causeSentence(one: Cause): string {
    const name = {
        root_cause: 'Root cause',
        tied: 'Equally likely root cause',
        alternative: 'Other candidate',
    }[one.kind];
    const parts = [name];
    if (one.confidence !== null) parts.push(`confidence ${confidenceWord(one.confidence)}`);
    if (one.since !== null) parts.push(`failing since ${dateTime(one.since)}`);
    return `${parts.join(', ')}.`;
}

function along(relation: string): string {
    return relation === '' ? '' : ` (${relation.replaceAll('_', ' ')})`;
}

function add(
    highlights: Map<string, Highlight>,
    entity: string,
    role: Role,
    why: string,
    evidence: string[],
    hops: number | null = null,
): void {
    const before = highlights.get(entity);
    if (before === undefined) {
        highlights.set(entity, { role, impact: null, observed: false, hops, why: [why], evidence });
    } else if (role === 'candidate' || role === 'context') {
        highlights.set(entity, {
            ...before,
            why: [...before.why, why],
            evidence: union(before.evidence, evidence),
        });
    }
}

/** A failure mostly travels against the relation: `SVC-01 routed_on PATH-1` carries it from the path to the service. */
function pathEdges(topology: Topology, spreads: readonly Spread[]): PathEdge[] {
    const between = new Map<string, TopologyEdge[]>();
    for (const edge of topology.edges) {
        for (const key of [pair(edge.source, edge.target), pair(edge.target, edge.source)]) {
            const edges = between.get(key);
            if (edges === undefined) between.set(key, [edge]);
            else edges.push(edge);
        }
    }
    const seen = new Set<string>();
    return spreads.flatMap(({ from, to, relation }) => {
        if (seen.has(pair(from, to))) return [];
        seen.add(pair(from, to));
        const edges = between.get(pair(from, to)) ?? [];
        const edge = edges.find((one) => one.label === relation) ?? edges[0];
        const id = edge?.id ?? `propagation:${from}->${to}`;
        return [{ id, from, to, relation, known: edge !== undefined }];
    });
}

const pair = (from: string, to: string): string => JSON.stringify([from, to]);

function distances(spreads: readonly Spread[], causes: readonly string[]): Map<string, number> {
    const next = new Map<string, string[]>();
    for (const { from, to } of spreads) {
        const ends = next.get(from);
        if (ends === undefined) next.set(from, [to]);
        else ends.push(to);
    }
    const found = new Map(causes.map((cause) => [cause, 0]));
    const queue = [...causes];
    // The queue grows while it is walked.
    for (const from of queue) {
        for (const to of next.get(from) ?? []) {
            if (found.has(to)) continue;
            found.set(to, (found.get(from) ?? 0) + 1);
            queue.push(to);
        }
    }
    return found;
}

function union(...lists: (readonly string[] | undefined)[]): string[] {
    return [...new Set(lists.flatMap((one) => one ?? []))];
}
