import { type SessionView, allCalls } from '../../session/view';
import { emptyView, fold } from '../../session/fold';
import { eventOf } from '../../session/window';
import type { LogEntry, SessionState } from '../../protocol';
import type { GraphStyles, Topology } from '../topology/model';
import { readStyles, readTopology } from '../topology/model';

export interface Loaded {
    detail: SessionState;
    view: SessionView;
    topology: Topology;
    styles: GraphStyles;
    /** Uncut results by call. */
    results: Record<string, unknown>;
}

async function json(path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(
        path,
        body === undefined
            ? {}
            : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } },
    );
    return answer.json();
}

export async function sessions(): Promise<{ id: string; environment: string; alert_text: string }[]> {
    return (
        (await json('/api/sessions')) as {
            sessions: { id: string; environment: string; alert_text: string }[];
        }
    ).sessions;
}

export async function load(id: string): Promise<Loaded> {
    const detail = (await json(`/api/sessions/${id}`)) as SessionState & { event_log: LogEntry[] };
    const view = fold(emptyView(detail), detail.event_log.map(eventOf));
    const [topology, config] = await Promise.all([
        json('/query/topology', { environment: detail.environment }),
        json(`/api/environments/${encodeURIComponent(detail.environment)}`),
    ]);
    const results: Record<string, unknown> = {};
    for (const call of allCalls(view)) {
        // Agents elsewhere leave no uncut results.
        if (detail.orchestrator !== 'external') {
            results[call.id] = await json(`/api/sessions/${id}/tool-calls/${call.id}/result`);
        }
    }
    return {
        detail,
        view,
        topology: readTopology(topology),
        styles: readStyles((config as { graphStyles: unknown }).graphStyles),
        results,
    };
}

/** A generated network: `count` entities in layers, the failure of one of which reaches a good part. */
export function made(count: number): { topology: Topology; diagnosis: Record<string, unknown> } {
    const labels = ['Site', 'Host', 'DataStore', 'Service', 'Service', 'BusinessFlow'];
    let seed = 7;
    const random = (): number => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        return seed / 2_147_483_648;
    };
    const layer = (index: number): number => Math.floor((index / count) * labels.length);
    const nodes = Array.from({ length: count }, (_, index) => ({
        id: `${(labels[layer(index)] ?? 'X').toLowerCase()}-${String(index)}`,
        label: labels[layer(index)] ?? 'X',
        properties: { Rack: index % 40, Zone: `zone-${String(index % 5)}` },
    }));
    const edges = nodes.flatMap((node, index) => {
        const below = Math.floor(count / labels.length);
        return index < below
            ? []
            : [0, 1].map((n) => {
                  const target =
                      nodes[
                          Math.max(
                              0,
                              index -
                                  Math.floor(below * (0.6 + random() * 0.8) * (index < below * 3 ? 0.9 : 1)),
                          )
                      ] ?? node;
                  return {
                      id: `depends_on:${String(n)}:${node.id}`,
                      source: node.id,
                      target: target.id,
                      label: 'depends_on',
                      properties: {},
                  };
              });
    });
    const uses = new Map<string, number>();
    for (const edge of edges) uses.set(edge.target, (uses.get(edge.target) ?? 0) + 1);
    const root =
        [...uses].filter(([id]) => id.startsWith('host')).sort(([, one], [, other]) => other - one)[0]?.[0] ??
        'site-0';
    const reached = new Map<string, string>();
    const queue = [root];
    for (let at = 0; at < queue.length && reached.size < 900; at++) {
        for (const edge of edges) {
            if (edge.target === queue[at] && !reached.has(edge.source) && edge.source !== root) {
                reached.set(edge.source, edge.target);
                queue.push(edge.source);
            }
        }
    }
    return {
        topology: { nodes, edges },
        diagnosis: {
            verdict: 'fault',
            root_causes: [
                { entity: root, label: 'Host', kind: 'root_cause', confidence: 0.93, evidence: ['E4'] },
            ],
            propagation: [...reached].map(([to, from]) => ({
                from,
                to,
                relation: 'depends_on',
                evidence: ['E5'],
            })),
            affected: [...reached.keys()].map((entity, index) => ({
                entity,
                impact: ['down', 'degraded', 'at_risk'][index % 3],
                observed: index % 2 === 0,
                evidence: ['E5'],
            })),
        },
    };
}
