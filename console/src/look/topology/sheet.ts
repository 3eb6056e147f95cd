import type cytoscape from 'cytoscape';
import type { StylesheetJson } from 'cytoscape';
import type { Colors } from '../theme';
import { type DrawnNode, NODE_FONT } from './drawing';
import { mark, svgUri, tile } from './icons';
import { frameOf, markColor } from './picture';

const FONT = 'ui-monospace, SF Mono, Menlo, Consolas, DejaVu Sans Mono, monospace';
/** Sharp on screens with two pixels to one, and when zoomed in. */
const SHARP = 3;

/** How the graph looks in these colours. */
export function sheet(colors: Colors): StylesheetJson {
    const drawn = (element: cytoscape.NodeSingular): DrawnNode => element.data() as DrawnNode;
    const sign = (node: DrawnNode): 'cause' | NonNullable<DrawnNode['impact']> | null =>
        node.role === 'cause' ? 'cause' : node.impact;
    const images = (node: DrawnNode): string[] => {
        const kind = sign(node);
        const own = svgUri(tile(node.color, node.icon, node.kind, 20 * SHARP), 20 * SHARP);
        return kind === null
            ? [own]
            : [own, svgUri(mark(kind, markColor(kind, colors), 20 * SHARP), 20 * SHARP)];
    };
    const big = (node: DrawnNode): boolean => node.role === 'cause';
    const right = (node: DrawnNode): number => (big(node) ? 20 : 16);
    return [
        {
            selector: 'node',
            style: {
                label: 'data(text)',
                'font-family': FONT,
                'font-size': NODE_FONT,
                'font-weight': 500,
                color: colors.text,
                'text-valign': 'center',
                'text-halign': 'center',
                'overlay-opacity': 0,
                'min-zoomed-font-size': 4,
            },
        },
        {
            selector: 'node.pill',
            style: {
                shape: 'round-rectangle',
                'corner-radius': '8',
                width: 'data(width)',
                height: 'data(height)',
                'background-color': colors.surface,
                'background-opacity': 1,
                'border-color': (node: cytoscape.NodeSingular) => frameOf(drawn(node), colors).color,
                'border-width': (node: cytoscape.NodeSingular) => frameOf(drawn(node), colors).width,
                'border-style': (node: cytoscape.NodeSingular) =>
                    frameOf(drawn(node), colors).dash === '' ? 'solid' : 'dashed',
                'text-margin-x': (node: cytoscape.NodeSingular) =>
                    (big(drawn(node)) ? 2 : 6) +
                    (sign(drawn(node)) === null ? 8 : 0) -
                    (sign(drawn(node)) === null ? 0 : big(drawn(node)) ? -1 : 2),
                'background-image': (node: cytoscape.NodeSingular) => images(drawn(node)),
                'background-width': (node: cytoscape.NodeSingular) => ['20px', `${right(drawn(node))}px`],
                'background-height': (node: cytoscape.NodeSingular) => ['20px', `${right(drawn(node))}px`],
                'background-position-x': (node: cytoscape.NodeSingular) => [
                    big(drawn(node)) ? '10px' : '6px',
                    `${drawn(node).width - right(drawn(node)) - (big(drawn(node)) ? 10 : 8)}px`,
                ],
                'background-position-y': ['50%', '50%'],
                'background-clip': 'none',
                'background-image-containment': 'over',
                'background-repeat': 'no-repeat',
            },
        },
        {
            selector: 'node.cause',
            style: {
                'background-color': colors['cause-soft'],
                'font-size': 14,
                'font-weight': 700,
                'underlay-color': colors.cause,
                'underlay-opacity': 0.22,
                'underlay-padding': 9,
                'underlay-shape': 'round-rectangle',
                'z-index': 30,
            },
        },
        { selector: 'node.dimmed', style: { opacity: 0.4 } },
        { selector: 'node.pill.dimmed', style: { 'border-color': colors.edge } },
        {
            selector: 'edge',
            style: {
                width: 1,
                'line-color': colors.edge,
                'curve-style': 'bezier',
                'target-arrow-shape': 'triangle',
                'target-arrow-color': colors.edge,
                'arrow-scale': 0.7,
                'font-size': 10,
                color: colors.text,
                'text-background-color': colors.surface,
                'text-background-opacity': 0.9,
                'text-background-padding': '2px',
                'text-rotation': 'autorotate',
                'min-zoomed-font-size': 6,
                'overlay-opacity': 0,
            },
        },
        { selector: 'edge.quiet', style: { opacity: 0.35 } },
        {
            selector: 'edge.lit',
            style: {
                'line-color': colors['edge-lit'],
                'target-arrow-color': colors['edge-lit'],
                opacity: 0.6,
            },
        },
        {
            selector: 'edge.path',
            style: {
                width: 2.5,
                'line-color': colors.path,
                'target-arrow-color': colors.path,
                'target-arrow-shape': 'triangle',
                'curve-style': 'round-taxi',
                'taxi-direction': 'rightward',
                'taxi-turn': '50%',
                'taxi-turn-min-distance': 8,
                'taxi-radius': 10,
                'arrow-scale': 1,
                opacity: 1,
                'z-index': 20,
            },
        },
        {
            selector: 'node.hover, node.chosen',
            style: { opacity: 1, 'min-zoomed-font-size': 0, 'z-index': 40 },
        },
        {
            selector: 'node.chosen',
            style: {
                'outline-color': colors.accent,
                'outline-width': 3,
                'outline-offset': 3,
                'outline-style': 'solid',
            },
        },
        {
            selector: 'edge.hover, edge.chosen',
            style: { opacity: 1, 'z-index': 25 },
        },
        {
            selector: 'edge.quiet.hover, edge.quiet.chosen, edge.lit.hover, edge.lit.chosen',
            style: { label: 'data(label)' },
        },
        { selector: 'node.passing', style: { opacity: 1, 'z-index': 35 } },
    ] as unknown as StylesheetJson;
}
