import cytoscape from 'cytoscape';
import dagre from 'cytoscape-dagre';
import type { Drawing, DrawnEdge } from './drawing';

export interface Point {
    x: number;
    y: number;
}

export type Positions = Map<string, Point>;

let registered = false;

/**
 * Layers from cause to effect: left to right. Relations off the failure's way
 * are turned, because an entity usually points at what it needs, and what is needed comes first.
 */
export function layered(drawing: Drawing): Positions {
    if (!registered) {
        cytoscape.use(dagre);
        registered = true;
    }
    const cy = cytoscape({
        headless: true,
        styleEnabled: true,
        style: [{ selector: 'node', style: { width: 'data(width)', height: 'data(height)' } }],
        elements: {
            nodes: drawing.nodes.map(({ id, width, height }) => ({ data: { id, width, height } })),
            edges: ranking(drawing).map(({ id, from, to, path }) => ({
                data: {
                    id: `edge ${id}`,
                    source: path ? from : to,
                    target: path ? to : from,
                    weight: path ? 4 : 1,
                },
            })),
        },
    });
    const options = {
        name: 'dagre',
        rankDir: 'LR',
        nodeSep: 8,
        rankSep: 70,
        edgeSep: 6,
        edgeWeight: (edge: cytoscape.EdgeSingular) => edge.data('weight') as number,
        animate: false,
        fit: false,
    };
    cy.layout(options).run();
    const found = new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }]));
    cy.destroy();
    return found;
}

/**
 * The relations that decide on the layers. Between two entities that the failure reached only its way counts, so that
 * each is as many layers from the cause as the failure took steps.
 */
function ranking(drawing: Drawing): DrawnEdge[] {
    const onTheWay = new Set(
        drawing.edges.filter((edge) => edge.path).flatMap((edge) => [edge.from, edge.to]),
    );
    return drawing.edges.filter((edge) => edge.path || !onTheWay.has(edge.from) || !onTheWay.has(edge.to));
}

/** Room for a dot and its letters. */
const CELL = 30;
const RING_GAP = 34;

/**
 * All of a topology, however large: `core` in layers, everything else in rings around it by distance in relations,
 * each near the one it hangs on. O(n log n) beside the layers.
 */
export function around(drawing: Drawing, core: ReadonlySet<string>): Positions {
    const found = layered({
        nodes: drawing.nodes.filter((node) => core.has(node.id)),
        edges: drawing.edges.filter((edge) => core.has(edge.from) && core.has(edge.to)),
    });
    const { middle, wide, high } = ellipse(found);
    const { order, parent } = outward(drawing, [...found.keys()]);
    const angles = new Map(
        [...found].map(([id, at]) => [id, Math.atan2((at.y - middle.y) / high, (at.x - middle.x) / wide)]),
    );
    for (let at = 0, ring = 1; at < order.length; ring++) {
        const [a, b] = [wide + ring * RING_GAP, high + ring * RING_GAP];
        // Ramanujan's approximation of the length of an ellipse.
        const length = Math.PI * (3 * (a + b) - Math.sqrt((3 * a + b) * (a + 3 * b)));
        const room = Math.max(1, Math.floor(length / CELL));
        const members = order
            .slice(at, at + room)
            .map((id) => ({ id, angle: angles.get(parent.get(id) ?? '') ?? 0 }))
            .sort((one, other) => one.angle - other.angle);
        const step = (2 * Math.PI) / members.length;
        const start = members.length < room ? (members[0]?.angle ?? 0) : -Math.PI;
        for (const [index, { id }] of members.entries()) {
            const angle = start + index * step;
            angles.set(id, Math.atan2(Math.sin(angle), Math.cos(angle)));
            found.set(id, { x: middle.x + a * Math.cos(angle), y: middle.y + b * Math.sin(angle) });
        }
        at += room;
    }
    return found;
}

/** An ellipse around the middle of the layers that touches none of them. */
function ellipse(positions: Positions): { middle: Point; wide: number; high: number } {
    const xs = [...positions.values()].map((at) => at.x);
    const ys = [...positions.values()].map((at) => at.y);
    if (xs.length === 0) return { middle: { x: 0, y: 0 }, wide: 40, high: 40 };
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    return {
        middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
        wide: ((right - left) / 2 + 90) * 1.22,
        high: ((bottom - top) / 2 + 30) * 1.22,
    };
}

/** Everything that is not in `core`, nearest first, and by which entity it was reached. */
function outward(
    drawing: Drawing,
    core: readonly string[],
): { order: string[]; parent: Map<string, string> } {
    const next = new Map<string, string[]>(drawing.nodes.map((node) => [node.id, []]));
    for (const { from, to } of drawing.edges) {
        next.get(from)?.push(to);
        next.get(to)?.push(from);
    }
    const parent = new Map<string, string>();
    const seen = new Set(core);
    const queue = [...core];
    // What the diagnosis names is placed inside, also where there was no room for its layers.
    for (const node of drawing.nodes) {
        if (node.role !== 'dimmed' && !seen.has(node.id)) {
            seen.add(node.id);
            queue.push(node.id);
        }
    }
    for (let at = 0, start = 0; ; at++) {
        if (at >= queue.length) {
            // Islands that nothing joins to what was found so far.
            while (start < drawing.nodes.length && seen.has(drawing.nodes[start]?.id ?? '')) start++;
            const island = drawing.nodes[start];
            if (island === undefined) break;
            seen.add(island.id);
            queue.push(island.id);
        }
        const from = queue[at] ?? '';
        for (const id of next.get(from) ?? []) {
            if (!seen.has(id)) {
                seen.add(id);
                parent.set(id, from);
                queue.push(id);
            }
        }
    }
    return { order: queue.slice(core.length), parent };
}
