import type { Cell, Column } from '../../protocol';
import { dayClock, shortNumber } from '../format';
import { amount, instant } from '../read';

export type Kind = 'number' | 'time' | 'text';

export interface Sort {
    column: number;
    down: boolean;
}

/** Cells of a column that are read to find its kind. */
const SAMPLE = 200;

/** The kind of a column: as declared, unless its cells are of another kind. */
export function kindOf(column: Column, index: number, rows: readonly Cell[][]): Kind {
    const cells = rows
        .slice(0, SAMPLE)
        .map((row) => row[index])
        .filter((cell) => cell !== null && cell !== undefined && cell !== '');
    if (cells.length === 0) return 'text';
    if (cells.every((cell) => typeof cell === 'number')) return 'number';
    if (cells.every((cell) => instant(cell) !== null)) return 'time';
    return column.type === 'number' && cells.every((cell) => amount(cell) !== null) ? 'number' : 'text';
}

/** A cell as a person reads it. */
export function shown(cell: Cell | undefined, kind: Kind): string {
    if (cell === null || cell === undefined) return '';
    if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
    if (kind === 'number') {
        const value = amount(cell);
        return value === null ? plain(cell) : shortNumber(value);
    }
    if (kind === 'time') {
        const time = instant(cell);
        return time === null ? plain(cell) : exact(time);
    }
    return plain(cell);
}

function plain(cell: Cell): string {
    return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

function exact(time: number): string {
    return dayClock(time, time % 1000 !== 0);
}

/** Row numbers in the order and selection that a reader asked for. Empty cells come last either way; equal ones stay. */
export function arrange(
    rows: readonly Cell[][],
    kinds: readonly Kind[],
    filter: string,
    sort: Sort | null,
): number[] {
    const sought = filter.trim().toLowerCase();
    const found: number[] = [];
    rows.forEach((row, index) => {
        if (sought === '' || row.some((cell, at) => matches(cell, kinds[at] ?? 'text', sought)))
            found.push(index);
    });
    if (sort === null) return found;
    const kind = kinds[sort.column] ?? 'text';
    const value = (index: number): number | string | null => comparable(rows[index]?.[sort.column], kind);
    return found.sort((one, other) => {
        const [a, b] = [value(one), value(other)];
        if (a === null || b === null) return Number(a === null) - Number(b === null) || one - other;
        const order =
            typeof a === 'number' && typeof b === 'number'
                ? a - b
                : String(a).localeCompare(String(b), 'en', { numeric: true });
        return (sort.down ? -order : order) || one - other;
    });
}

function matches(cell: Cell, kind: Kind, sought: string): boolean {
    return (
        shown(cell, kind).toLowerCase().includes(sought) ||
        (typeof cell === 'string' && cell.toLowerCase().includes(sought))
    );
}

function comparable(cell: Cell | undefined, kind: Kind): number | string | null {
    if (cell === null || cell === undefined || cell === '') return null;
    if (kind === 'number') return amount(cell);
    if (kind === 'time') return instant(cell);
    return shown(cell, 'text');
}

/** Widths in characters, from the longest cells, so that columns do not move while rows scroll. */
export function widths(
    columns: readonly Column[],
    kinds: readonly Kind[],
    rows: readonly Cell[][],
): number[] {
    return columns.map((column, index) => {
        const cells = rows.slice(0, SAMPLE).map((row) => shown(row[index], kinds[index] ?? 'text').length);
        return Math.min(44, Math.max(column.name.length + 3, ...cells) + 2);
    });
}
