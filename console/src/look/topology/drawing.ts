import type { Impact } from '../findings';
import { namesOf } from '../names';
import type { GraphStyles, Topology, TopologyEdge, TopologyNode } from './model';
import type { Role, Story } from './story';

/** Size of the letters in a node, in pixels at zoom 1. The font has a fixed width, so widths can be counted. */
export const NODE_FONT = 12;
const LETTER = 0.605 * NODE_FONT;
const HEIGHT = 28;
const NAME_LIMIT = 26;

export interface DrawnNode {
    id: string;
    /** Its text. */
    text: string;
    kind: string;
    color: string;
    icon: string | undefined;
    role: Role | 'dimmed';
    impact: Impact | null;
    width: number;
    height: number;
}

export interface DrawnEdge {
    id: string;
    from: string;
    to: string;
    label: string;
    /** On the failure path; `from` and `to` are then its direction. */
    path: boolean;
    /** Between two entities that are not dimmed. */
    lit: boolean;
}

export interface Drawing {
    nodes: DrawnNode[];
    edges: DrawnEdge[];
}

const FALLBACK = ['#2f6f9f', '#8e4a9e', '#3a9188', '#c2703e', '#5b6770', '#b04a5a', '#5fae57', '#8a6d3b'];

/** What is drawn of `shown`: sizes, colours and which way each relation points. Pure. */
export function drawing(
    topology: Topology,
    styles: GraphStyles,
    story: Story,
    shown: ReadonlySet<string>,
): Drawing {
    const names = namesOf(topology);
    const nodes = topology.nodes
        .filter((node) => shown.has(node.id))
        .map((node) => drawnNode(node, names.get(node.id), styles, story));
    const role = new Map(nodes.map((node) => [node.id, node.role]));
    const path = new Map(story.path.map((edge) => [edge.id, edge]));
    const edges: DrawnEdge[] = topology.edges
        .filter((edge) => shown.has(edge.source) && shown.has(edge.target))
        .map((edge) => drawnEdge(edge, path.get(edge.id), role));
    for (const edge of story.path) {
        if (!edge.known && shown.has(edge.from) && shown.has(edge.to)) {
            edges.push({
                id: edge.id,
                from: edge.from,
                to: edge.to,
                label: edge.relation,
                path: true,
                lit: true,
            });
        }
    }
    return { nodes, edges };
}

export function kindColor(kind: string, styles: GraphStyles): string {
    const own = Object.hasOwn(styles.nodeColors, kind) ? styles.nodeColors[kind] : undefined;
    if (own !== undefined) return own;
    let sum = 0;
    for (const letter of kind) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
    return FALLBACK[sum % FALLBACK.length] ?? '#5b6770';
}

function drawnNode(
    node: TopologyNode,
    name: string | undefined,
    styles: GraphStyles,
    story: Story,
): DrawnNode {
    const highlight = story.highlights.get(node.id);
    const label = name === undefined ? node.id : `${node.id} ${name}`;
    const short = label.length > NAME_LIMIT ? `${label.slice(0, NAME_LIMIT - 1)}…` : label;
    const cause = highlight?.role === 'cause';
    const letters = short.length * LETTER * (cause ? 14 / NODE_FONT : 1);
    const marked = cause || (highlight !== undefined && highlight.impact !== null);
    return {
        id: node.id,
        text: short,
        kind: node.label,
        color: kindColor(node.label, styles),
        icon: Object.hasOwn(styles.nodeIcons, node.label) ? styles.nodeIcons[node.label] : undefined,
        role: highlight?.role ?? 'dimmed',
        impact: highlight?.impact ?? null,
        width: Math.round(38 + letters + (marked ? 26 : 8) + (cause ? 18 : 0)),
        height: cause ? HEIGHT + 12 : HEIGHT,
    };
}

function drawnEdge(
    edge: TopologyEdge,
    path: { from: string; to: string } | undefined,
    role: ReadonlyMap<string, DrawnNode['role']>,
): DrawnEdge {
    const lit = role.get(edge.source) !== 'dimmed' && role.get(edge.target) !== 'dimmed';
    return path === undefined
        ? { id: edge.id, from: edge.source, to: edge.target, label: edge.label, path: false, lit }
        : { id: edge.id, from: path.from, to: path.to, label: edge.label, path: true, lit: true };
}
