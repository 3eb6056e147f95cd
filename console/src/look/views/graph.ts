import type { Cell, Column } from '../../protocol';
import type { Findings } from '../findings';
import { IMPACTS } from '../findings';
import type { Topology } from '../topology/model';
import { word } from '../read';

export interface RowGraph {
    topology: Topology;
    /** The impact in an `effect` column, in the words of a diagnosis; null without such a column. */
    findings: Findings | null;
}

const NAMES: Record<string, readonly string[]> = {
    source: ['source', 'from', 'source_id', 'src'],
    target: ['target', 'to', 'target_id', 'dst'],
    relation: ['relation', 'label', 'edge', 'type'],
    source_label: ['source_label', 'source_kind', 'source_type'],
    target_label: ['target_label', 'target_kind', 'target_type'],
    effect: ['effect', 'impact'],
};

/**
 * A graph from rows with a source and a target, whatever else they hold; null when no two columns say so. An
 * `effect` says what the failure of the target does to the source.
 */
export function graphOf(columns: readonly Column[], rows: readonly Cell[][]): RowGraph | null {
    const names = columns.map((column) => column.name.toLowerCase());
    const at = (role: string): number => names.findIndex((name) => (NAMES[role] ?? []).includes(name));
    const [source, target] = [at('source'), at('target')];
    if (source < 0 || target < 0) return null;
    const cell = (row: Cell[], role: string): string => {
        const index = at(role);
        return index < 0 ? '' : word(row[index]);
    };
    const nodes = new Map<string, string>();
    const edges = new Map<string, Topology['edges'][number]>();
    const effects = new Map<string, { effect: string; from: string; relation: string }>();
    const name = (id: string, label: string): void => {
        if ((nodes.get(id) ?? '') === '') nodes.set(id, label);
    };
    for (const row of rows) {
        const [from, to] = [word(row[source]), word(row[target])];
        if (from === '' || to === '') continue;
        const relation = cell(row, 'relation');
        name(from, cell(row, 'source_label'));
        name(to, cell(row, 'target_label'));
        const id = `${relation}:${from}->${to}`;
        edges.set(id, { id, source: from, target: to, label: relation, properties: {} });
        const effect = cell(row, 'effect');
        if (effect !== '' && !effects.has(from)) effects.set(from, { effect, from: to, relation });
    }
    return {
        topology: {
            nodes: [...nodes].map(([id, label]) => ({ id, label, properties: {} })),
            edges: [...edges.values()],
        },
        findings: effects.size === 0 ? null : asFindings(nodes, effects),
    };
}

function asFindings(
    nodes: ReadonlyMap<string, string>,
    effects: ReadonlyMap<string, { effect: string; from: string; relation: string }>,
): Findings {
    const origins = [...nodes.keys()].filter((id) => !effects.has(id));
    return {
        verdict: 'fault',
        causes: origins.map((entity) => ({
            entity,
            label: nodes.get(entity) ?? '',
            kind: 'root_cause',
            confidence: null,
            since: null,
            evidence: [],
        })),
        propagation: [...effects].map(([to, { from, relation }]) => ({ from, to, relation, evidence: [] })),
        affected: [...effects].map(([entity, { effect }]) => ({
            entity,
            label: nodes.get(entity) ?? '',
            impact: IMPACTS.find((impact) => impact === effect) ?? 'affected',
            observed: false,
            evidence: [],
        })),
        evidence: [],
        contradictions: [],
        notChecked: [],
        time: null,
    };
}
