import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { Cell, Column } from '../../protocol';
import { count, shortNumber } from '../format';
import '../look.css';
import { arrange, kindOf, shown, type Sort, widths } from './table';
import './views.css';

export interface DataTableProps {
    columns: readonly Column[];
    rows: readonly Cell[][];
    /** How many rows there were before they were cut for the way here. */
    truncated?: number | undefined;
    /** A caption for screen readers. */
    caption: string;
    /** Where all rows come as CSV; a link where the browser may follow it as it is. */
    csvHref?: string | undefined;
    /** Fetches the CSV, for servers that ask for a token. */
    onCsv?: (() => void) | undefined;
    /** Entities that can be opened. */
    entities?: ReadonlySet<string> | undefined;
    onEntity?: ((entity: string) => void) | undefined;
}

const ROW = 30;
/** Fewer rows need no filter. */
const FILTER_FROM = 8;

/** Rows as a table to sort, filter and scroll through; only those in sight are in the page. */
export default function DataTable({
    columns,
    rows,
    truncated,
    caption,
    csvHref,
    onCsv,
    entities,
    onEntity,
}: DataTableProps): ReactNode {
    const id = useId();
    const frame = useRef<HTMLDivElement>(null);
    const [filter, setFilter] = useState('');
    const [sort, setSort] = useState<Sort | null>(null);
    const kinds = useMemo(() => columns.map((column, index) => kindOf(column, index, rows)), [columns, rows]);
    const wide = useMemo(() => widths(columns, kinds, rows), [columns, kinds, rows]);
    const order = useMemo(() => arrange(rows, kinds, filter, sort), [rows, kinds, filter, sort]);
    // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called here only
    const virtual = useVirtualizer({
        count: order.length,
        getScrollElement: () => frame.current,
        estimateSize: () => ROW,
        overscan: 12,
        initialRect: { width: 800, height: 400 },
    });
    const items = virtual.getVirtualItems();
    const above = items[0]?.start ?? 0;
    const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
    const turn = (column: number): void => {
        // First press: numbers from the largest, texts from A; second: the other way; third: as they came.
        const first = kinds[column] === 'number';
        setSort((now) =>
            now?.column !== column
                ? { column, down: first }
                : now.down === first
                  ? { column, down: !first }
                  : null,
        );
    };
    return (
        <div className="look look-table">
            <div className="look-toolbar">
                {rows.length >= FILTER_FROM && (
                    <input
                        className="look-input"
                        type="search"
                        aria-label={`Filter ${caption}`}
                        aria-controls={`${id}-table`}
                        placeholder="Filter"
                        value={filter}
                        onChange={(event) => {
                            setFilter(event.target.value);
                        }}
                    />
                )}
                <p className="look-note" role="status">
                    {extent(order.length, rows.length, truncated)}
                </p>
                <Csv href={csvHref} onCsv={onCsv} caption={caption} />
            </div>
            {/* It scrolls, so the keyboard has to get at it. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className="look-table-frame" ref={frame} tabIndex={0} role="group" aria-label={caption}>
                <table id={`${id}-table`} aria-rowcount={order.length + 1}>
                    <caption className="look-hidden">{caption}</caption>
                    <colgroup>
                        {wide.map((characters, index) => (
                            <col key={index} style={{ width: `${characters}ch` }} />
                        ))}
                    </colgroup>
                    <thead>
                        <tr aria-rowindex={1}>
                            {columns.map((column, index) => (
                                <th
                                    key={index}
                                    scope="col"
                                    className={`look-cell-${kinds[index] ?? 'text'}`}
                                    aria-sort={
                                        sort?.column !== index
                                            ? 'none'
                                            : sort.down
                                              ? 'descending'
                                              : 'ascending'
                                    }
                                >
                                    <button
                                        type="button"
                                        onClick={() => {
                                            turn(index);
                                        }}
                                    >
                                        {column.name}
                                        <span aria-hidden="true" className="look-sort">
                                            {sort?.column !== index ? '' : sort.down ? '▼' : '▲'}
                                        </span>
                                    </button>
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {above > 0 && <Gap height={above} columns={columns.length} />}
                        {items.map((item) => {
                            const row = rows[order[item.index] ?? 0] ?? [];
                            return (
                                <tr key={item.key} aria-rowindex={item.index + 2}>
                                    {columns.map((_, at) => {
                                        const kind = kinds[at] ?? 'text';
                                        const text = shown(row[at], kind);
                                        return (
                                            <td
                                                key={at}
                                                className={`look-cell-${kind}`}
                                                title={text.length > 40 ? text : undefined}
                                            >
                                                {onEntity !== undefined && entities?.has(text) === true ? (
                                                    <button
                                                        type="button"
                                                        className="look-link"
                                                        onClick={() => {
                                                            onEntity(text);
                                                        }}
                                                    >
                                                        {text}
                                                    </button>
                                                ) : text === '' ? (
                                                    <span className="look-quiet">–</span>
                                                ) : (
                                                    text
                                                )}
                                            </td>
                                        );
                                    })}
                                </tr>
                            );
                        })}
                        {below > 0 && <Gap height={below} columns={columns.length} />}
                    </tbody>
                </table>
                {order.length === 0 && <p className="look-note look-empty">No rows</p>}
            </div>
        </div>
    );
}

function Gap({ height, columns }: { height: number; columns: number }): ReactNode {
    return (
        <tr aria-hidden="true" className="look-gap">
            <td colSpan={columns} style={{ height }} />
        </tr>
    );
}

function Csv({
    href,
    onCsv,
    caption,
}: {
    href: string | undefined;
    onCsv: (() => void) | undefined;
    caption: string;
}): ReactNode {
    const label = `Download CSV: ${caption}`;
    if (onCsv !== undefined) {
        return (
            <button type="button" className="look-button look-toolbar-end" aria-label={label} onClick={onCsv}>
                CSV
            </button>
        );
    }
    return href === undefined ? null : (
        <a className="look-button look-toolbar-end" href={href} download aria-label={label}>
            CSV
        </a>
    );
}

function extent(found: number, here: number, truncated: number | undefined): string {
    const base = found === here ? count(here, 'row') : `${shortNumber(found)} of ${count(here, 'row')}`;
    return truncated !== undefined && truncated > here
        ? `${base}; cut, there are ${shortNumber(truncated)} in all`
        : base;
}
