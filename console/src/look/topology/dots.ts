import type { Colors } from '../theme';
import type { DrawnEdge, DrawnNode } from './drawing';
import type { Point, Positions } from './layout';

/** In units of the graph, so that dots grow with the zoom. */
const RADIUS = 6;
const HIT = 11;
/** Letters of dots are drawn from this zoom on; below they would only cover each other. */
const LETTERS_FROM = 1.05;
/** More faint lines than this cannot be distinguished. */
const LINES = 1200;

/** Thousands of dimmed entities on one canvas: a draw costs milliseconds, where elements of a graph cost seconds. */
export class Dots {
    private readonly canvas = document.createElement('canvas');
    private readonly grid = new Map<string, { node: DrawnNode; at: Point }[]>();
    private readonly placed: { node: DrawnNode; at: Point }[] = [];
    private readonly lines: [Point, Point][] = [];

    constructor(
        private readonly container: HTMLElement,
        nodes: readonly DrawnNode[],
        edges: readonly DrawnEdge[],
        positions: Positions,
        private colors: Colors,
        private readonly frame: (node: DrawnNode, colors: Colors) => string,
    ) {
        this.canvas.className = 'look-dots';
        container.before(this.canvas);
        for (const node of nodes) {
            const at = positions.get(node.id);
            if (at === undefined) continue;
            this.placed.push({ node, at });
            const cell = key(at);
            const others = this.grid.get(cell);
            if (others === undefined) this.grid.set(cell, [{ node, at }]);
            else others.push({ node, at });
        }
        if (edges.length <= LINES) {
            for (const edge of edges) {
                const [from, to] = [positions.get(edge.from), positions.get(edge.to)];
                if (from !== undefined && to !== undefined) this.lines.push([from, to]);
            }
        }
    }

    /** The dot at a place of the graph. */
    at(place: Point): DrawnNode | null {
        const [x, y] = cell(place);
        let best: DrawnNode | null = null;
        let least = HIT * HIT;
        for (let dx = -1; dx <= 1; dx++) {
            for (let dy = -1; dy <= 1; dy++) {
                for (const { node, at } of this.grid.get(`${x + dx} ${y + dy}`) ?? []) {
                    const far = (at.x - place.x) ** 2 + (at.y - place.y) ** 2;
                    if (far < least) {
                        least = far;
                        best = node;
                    }
                }
            }
        }
        return best;
    }

    recolor(colors: Colors): void {
        this.colors = colors;
    }

    draw(zoom: number, pan: Point, hovered: string | null): void {
        const { clientWidth: width, clientHeight: height } = this.container;
        const sharp = window.devicePixelRatio;
        if (
            this.canvas.width !== Math.round(width * sharp) ||
            this.canvas.height !== Math.round(height * sharp)
        ) {
            this.canvas.width = Math.round(width * sharp);
            this.canvas.height = Math.round(height * sharp);
        }
        const pen = this.canvas.getContext('2d');
        if (pen === null) return;
        pen.setTransform(sharp, 0, 0, sharp, 0, 0);
        pen.clearRect(0, 0, width, height);
        pen.translate(pan.x, pan.y);
        pen.scale(zoom, zoom);
        this.drawLines(pen);
        const radius = Math.max(RADIUS, 1.6 / zoom);
        const seen = (at: Point): boolean => {
            const [x, y] = [at.x * zoom + pan.x, at.y * zoom + pan.y];
            return x > -60 && y > -20 && x < width + 60 && y < height + 20;
        };
        for (const { node, at } of this.placed) {
            if (!seen(at)) continue;
            const dimmed = node.role === 'dimmed';
            pen.globalAlpha = dimmed ? 0.5 : 1;
            pen.beginPath();
            pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
            pen.fillStyle = node.color;
            pen.fill();
            if (!dimmed) {
                pen.lineWidth = Math.max(3, 1.2 / zoom);
                pen.strokeStyle = this.frame(node, this.colors);
                pen.stroke();
            }
        }
        this.drawLetters(pen, zoom, hovered, seen);
    }

    destroy(): void {
        this.canvas.remove();
    }

    private drawLines(pen: CanvasRenderingContext2D): void {
        pen.globalAlpha = 0.3;
        pen.lineWidth = 1;
        pen.strokeStyle = this.colors.edge;
        pen.beginPath();
        for (const [from, to] of this.lines) {
            pen.moveTo(from.x, from.y);
            pen.lineTo(to.x, to.y);
        }
        pen.stroke();
    }

    private drawLetters(
        pen: CanvasRenderingContext2D,
        zoom: number,
        hovered: string | null,
        seen: (at: Point) => boolean,
    ): void {
        pen.textAlign = 'center';
        pen.fillStyle = this.colors.quiet;
        pen.font = `${9 / Math.max(1, zoom / 1.6)}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace`;
        pen.globalAlpha = 0.9;
        if (zoom >= LETTERS_FROM) {
            for (const { node, at } of this.placed) {
                if (seen(at)) pen.fillText(node.text, at.x, at.y + 15);
            }
        }
        const over = hovered === null ? undefined : this.placed.find(({ node }) => node.id === hovered);
        if (over === undefined) return;
        pen.globalAlpha = 1;
        pen.font = `${12 / zoom}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace`;
        const label = `${over.node.id} (${over.node.kind})`;
        const width = pen.measureText(label).width + 12 / zoom;
        pen.fillStyle = this.colors.surface;
        pen.fillRect(over.at.x - width / 2, over.at.y - 30 / zoom, width, 20 / zoom);
        pen.fillStyle = this.colors.text;
        pen.fillText(label, over.at.x, over.at.y - 16 / zoom);
    }
}

function cell(at: Point): [number, number] {
    return [Math.floor(at.x / 24), Math.floor(at.y / 24)];
}

function key(at: Point): string {
    return cell(at).join(' ');
}
