import { escaped } from '../escape';
import { type Colors, PAPER } from '../theme';
import { type Drawing, type DrawnEdge, type DrawnNode, NODE_FONT } from './drawing';
import { mark, tile } from './icons';
import type { Positions } from './layout';

const MARGIN = 16;
const MONO = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace";

/** The graph as a self-contained SVG: for reports and print. Every text is escaped; there is no script in it. */
export function graphSvg(
    drawing: Drawing,
    positions: Positions,
    title: string,
    colors: Colors = PAPER,
): string {
    const placed = drawing.nodes.flatMap((node) => {
        const at = positions.get(node.id);
        return at === undefined ? [] : [{ node, ...at }];
    });
    const box = placed.reduce(
        (sum, { node, x, y }) => ({
            left: Math.min(sum.left, x - node.width / 2),
            right: Math.max(sum.right, x + node.width / 2),
            top: Math.min(sum.top, y - node.height / 2),
            bottom: Math.max(sum.bottom, y + node.height / 2),
        }),
        { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity },
    );
    if (placed.length === 0) return '';
    const width = Math.ceil(box.right - box.left + 2 * MARGIN);
    const height = Math.ceil(box.bottom - box.top + 2 * MARGIN);
    const shift = `translate(${round(MARGIN - box.left)} ${round(MARGIN - box.top)})`;
    const nodes = new Map(placed.map((one) => [one.node.id, one]));
    const edges = [...drawing.edges]
        .sort((one, other) => Number(one.path) - Number(other.path))
        .map((edge) => edgeSvg(edge, nodes.get(edge.from), nodes.get(edge.to), colors))
        .join('');
    return (
        `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}">` +
        `<title>${escaped(title)}</title>` +
        `<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0l10 5-10 5z" fill="${colors.path}"/></marker>` +
        `<marker id="quiet" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0l10 5-10 5z" fill="${colors.edge}"/></marker></defs>` +
        `<rect width="100%" height="100%" fill="${colors.surface}"/>` +
        `<g transform="${shift}">${edges}${placed.map(({ node, x, y }) => nodeSvg(node, x, y, colors)).join('')}</g></svg>`
    );
}

interface Placed {
    node: DrawnNode;
    x: number;
    y: number;
}

function edgeSvg(edge: DrawnEdge, from: Placed | undefined, to: Placed | undefined, colors: Colors): string {
    if (from === undefined || to === undefined) return '';
    const start = border(from, to);
    const end = border(to, from);
    const bend = (end.x - start.x) / 2;
    const flat = Math.abs(end.x - start.x) > Math.abs(end.y - start.y) / 2;
    const line = flat
        ? `M${round(start.x)} ${round(start.y)}C${round(start.x + bend)} ${round(start.y)} ${round(end.x - bend)} ${round(end.y)} ${round(end.x)} ${round(end.y)}`
        : `M${round(start.x)} ${round(start.y)}L${round(end.x)} ${round(end.y)}`;
    const look = edge.path
        ? `stroke="${colors.path}" stroke-width="2.5" marker-end="url(#tip)"`
        : `stroke="${edge.lit ? colors['edge-lit'] : colors.edge}" stroke-width="1" stroke-opacity="${edge.lit ? '.6' : '.4'}" marker-end="url(#quiet)"`;
    return `<path d="${line}" fill="none" ${look}/>`;
}

/** Where the line from the middle of one node to the other leaves the first. */
function border({ node, x, y }: Placed, other: Placed): { x: number; y: number } {
    const [right, down] = [other.x - x, other.y - y];
    if (Math.abs(right) > node.width / 2) {
        return { x: x + (Math.sign(right) * node.width) / 2, y };
    }
    return { x, y: y + (Math.sign(down) * node.height) / 2 };
}

function nodeSvg(node: DrawnNode, x: number, y: number, colors: Colors): string {
    const cause = node.role === 'cause';
    const left = round(x - node.width / 2);
    const top = round(y - node.height / 2);
    const font = cause ? 14 : NODE_FONT;
    const side = round(node.height / 2 - 10);
    const frame = frameOf(node, colors);
    const sign = cause ? 'cause' : node.impact;
    return (
        `<g transform="translate(${left} ${top})" opacity="${node.role === 'dimmed' ? '.45' : '1'}">` +
        `<title>${escaped(`${node.id} (${node.kind})`)}</title>` +
        `<rect width="${String(node.width)}" height="${String(node.height)}" rx="8" fill="${cause ? colors['cause-soft'] : colors.surface}" stroke="${frame.color}" stroke-width="${String(frame.width)}"${frame.dash === '' ? '' : ` stroke-dasharray="${frame.dash}"`}/>` +
        `<g transform="translate(${cause ? '10' : '6'} ${side})">${tile(node.color, node.icon, node.kind, 20)}</g>` +
        `<text x="${cause ? '37' : '32'}" y="${round(node.height / 2 + font * 0.35)}" font-family="${MONO}" font-size="${String(font)}" font-weight="${cause ? '700' : '500'}" fill="${colors.text}">${escaped(node.text)}</text>` +
        (sign === null
            ? ''
            : `<g transform="translate(${String(node.width - (cause ? 30 : 24))} ${round(node.height / 2 - (cause ? 10 : 8))})">${mark(sign, markColor(sign, colors), cause ? 20 : 16)}</g>`) +
        '</g>'
    );
}

/** The frame shows the impact by its width and dashes as well. */
export function frameOf(node: DrawnNode, colors: Colors): { color: string; width: number; dash: string } {
    if (node.role === 'cause') return { color: colors.cause, width: 3, dash: '' };
    if (node.role === 'candidate') return { color: colors.candidate, width: 2, dash: '6 3' };
    switch (node.impact) {
        case 'down':
            return { color: colors.down, width: 2.5, dash: '' };
        case 'degraded':
            return { color: colors.degraded, width: 2, dash: '' };
        case 'at_risk':
            return { color: colors['at-risk'], width: 1.5, dash: '4 3' };
        case 'affected':
            return { color: colors.affected, width: 1.5, dash: '' };
        case null:
            return { color: node.role === 'path' ? colors.path : colors.edge, width: 1.2, dash: '' };
    }
}

export function markColor(sign: 'cause' | NonNullable<DrawnNode['impact']>, colors: Colors): string {
    return sign === 'at_risk' ? colors['at-risk'] : colors[sign];
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
