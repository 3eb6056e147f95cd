import { byImpact, type Story } from './story';
import type { Topology, TopologyEdge } from './model';

/** More entities than this are not readable at once, and a layered layout of them takes too long. */
export const FOCUS_LIMIT = 70;

export interface Focus {
    /** What to draw, most important first. */
    nodes: string[];
    /** Entities the diagnosis highlights and that did not fit. */
    left: number;
}

/**
 * What to show first of a large topology: root causes, then what they hit (worst first, each with the way the
 * failure took to it), then candidates, what the alert names, and what lies directly around the root causes.
 * Without any of these: the entities with most relations.
 */
export function focus(topology: Topology, story: Story, limit = FOCUS_LIMIT): Focus {
    const known = new Set(topology.nodes.map((node) => node.id));
    const chosen = new Set<string>();
    const take = (entity: string): void => {
        if (known.has(entity) && chosen.size < limit) chosen.add(entity);
    };

    story.rootCauses.forEach((one) => {
        take(one.entity);
    });
    const comesFrom = new Map(story.path.map((edge) => [edge.to, edge.from]));
    const isCause = new Set(story.rootCauses.map((one) => one.entity));
    for (const one of [...story.affected.values()].sort(byImpact)) {
        const way = wayTo(one.entity, comesFrom, isCause).filter(
            (entity) => known.has(entity) && !chosen.has(entity),
        );
        // A way that does not fit whole would show an effect without its cause.
        if (chosen.size + way.length <= limit) way.forEach(take);
    }
    story.candidates.forEach((one) => {
        take(one.entity);
    });
    for (const [entity, highlight] of story.highlights) {
        if (highlight.role === 'path' || highlight.role === 'context') take(entity);
    }
    const around = new Set(
        story.rootCauses.length > 0
            ? [...isCause, ...story.candidates.map((one) => one.entity)]
            : [...story.highlights.keys()].filter((entity) => known.has(entity)),
    );
    for (const edge of topology.edges) {
        if (around.has(edge.source)) take(edge.target);
        else if (around.has(edge.target)) take(edge.source);
    }
    if (chosen.size === 0) busiest(topology).forEach(take);
    return {
        nodes: [...chosen],
        left: [...story.highlights.keys()].filter((entity) => known.has(entity) && !chosen.has(entity))
            .length,
    };
}

/** The relations among `nodes`. */
export function relationsAmong(topology: Topology, nodes: ReadonlySet<string>): TopologyEdge[] {
    return topology.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
}

/** An entity and its direct neighbours, for what was found by a search. */
export function neighbourhood(topology: Topology, entity: string): Set<string> {
    const found = new Set([entity]);
    for (const edge of topology.edges) {
        if (edge.source === entity) found.add(edge.target);
        if (edge.target === entity) found.add(edge.source);
    }
    return found;
}

function wayTo(
    entity: string,
    comesFrom: ReadonlyMap<string, string>,
    causes: ReadonlySet<string>,
): string[] {
    const way: string[] = [];
    let at: string | undefined = entity;
    while (at !== undefined && !causes.has(at) && !way.includes(at)) {
        way.unshift(at);
        at = comesFrom.get(at);
    }
    return way;
}

function busiest(topology: Topology): string[] {
    const degree = new Map(topology.nodes.map((node) => [node.id, 0]));
    for (const edge of topology.edges) {
        for (const end of [edge.source, edge.target]) degree.set(end, (degree.get(end) ?? 0) + 1);
    }
    return [...degree].sort(([, one], [, other]) => other - one).map(([id]) => id);
}
