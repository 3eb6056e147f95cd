import type { GraphStyles, Topology as Answer, TopologyEdge, TopologyNode } from '../../protocol';
import { amount, isObject, list, record, word } from '../read';

export type { GraphStyles, TopologyEdge, TopologyNode };

/** The part of the answer of `POST /query/topology` that is drawn. */
export type Topology = Pick<Answer, 'nodes' | 'edges'>;

export const NO_TOPOLOGY: Topology = { nodes: [], edges: [] };
export const NO_STYLES: GraphStyles = { nodeColors: {}, nodeSizes: {}, nodeIcons: {} };

/** Reads the answer of `POST /query/topology`. Nodes that come twice and edges without ends are left out. */
export function readTopology(answer: unknown): Topology {
    const nodes = new Map<string, TopologyNode>();
    for (const one of list(record(answer).nodes).filter(isObject)) {
        const id = word(one.id);
        if (id !== '' && !nodes.has(id)) {
            nodes.set(id, { id, label: word(one.label), properties: record(one.properties) });
        }
    }
    const edges = new Map<string, TopologyEdge>();
    for (const one of list(record(answer).edges).filter(isObject)) {
        const source = word(one.source);
        const target = word(one.target);
        const label = word(one.label);
        const id = word(one.id) || `${label}:${source}->${target}`;
        if (nodes.has(source) && nodes.has(target) && !edges.has(id)) {
            edges.set(id, { id, source, target, label, properties: record(one.properties) });
        }
    }
    return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** Reads `graphStyles` of `GET /api/environments/{name}. Only plain hex colours and sane sizes are taken. */
export function readStyles(graphStyles: unknown): GraphStyles {
    const styles = record(graphStyles);
    const entries = (key: string): [string, unknown][] => Object.entries(record(styles[key]));
    return {
        nodeColors: Object.fromEntries(
            entries('nodeColors')
                .map(([label, value]) => [label, word(value)] as const)
                .filter(([, value]) => /^#[0-9a-f]{6}$/i.test(value)),
        ),
        nodeSizes: Object.fromEntries(
            entries('nodeSizes').flatMap(([label, value]) => {
                const size = amount(value);
                return size !== null && size > 0 ? [[label, Math.min(size, 60)] as const] : [];
            }),
        ),
        nodeIcons: Object.fromEntries(entries('nodeIcons').map(([label, value]) => [label, word(value)])),
    };
}
