import type { Drawing, DrawnNode } from './drawing';
import type { Positions } from './layout';

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** The middle and the size of all that is drawn. */
export function extentOf(
    drawing: Drawing,
    positions: Positions,
): { x: number; y: number; width: number; height: number } {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const node of drawing.nodes) {
        const at = positions.get(node.id);
        if (at === undefined) continue;
        left = Math.min(left, at.x - node.width / 2);
        right = Math.max(right, at.x + node.width / 2);
        top = Math.min(top, at.y - node.height / 2);
        bottom = Math.max(bottom, at.y + node.height / 2);
    }
    if (left > right) return { x: 0, y: 0, width: 1, height: 1 };
    return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** The entity that an arrow key leads to from `entity`; the most important one when there is none yet. */
export function nearest(
    nodes: readonly DrawnNode[],
    positions: Positions,
    entity: string | null,
    key: Arrow,
): string | null {
    const from = entity === null ? undefined : positions.get(entity);
    if (from === undefined) {
        return (
            (
                nodes.find((node) => node.role === 'cause') ??
                nodes.find((node) => node.role !== 'dimmed') ??
                nodes[0]
            )?.id ?? null
        );
    }
    let best: string | null = null;
    let least = Infinity;
    for (const node of nodes) {
        const at = positions.get(node.id);
        if (at === undefined || node.id === entity) continue;
        const [dx, dy] = [at.x - from.x, at.y - from.y];
        const ahead = { ArrowUp: -dy, ArrowDown: dy, ArrowLeft: -dx, ArrowRight: dx }[key];
        const aside = key === 'ArrowUp' || key === 'ArrowDown' ? Math.abs(dx) : Math.abs(dy);
        // Entities to the side cost more than those ahead; those behind are left out.
        const cost = ahead + 2.5 * aside;
        if (ahead > 4 && aside < 2.5 * ahead + 40 && cost < least) {
            least = cost;
            best = node.id;
        }
    }
    return best;
}
