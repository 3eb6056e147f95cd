import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Column } from '../../protocol';
import DataTable from './DataTable';
import DocumentsView from './DocumentsView';
import { graphOf } from './graph';
import { pieces, terms } from './highlight';
import { arrange, kindOf, shown } from './table';
import VisualizationView from './VisualizationView';

// jsdom has no layout; a table needs a height to know which rows are in sight.
beforeAll(() => {
    for (const [side, value] of [
        ['clientHeight', 400],
        ['clientWidth', 800],
    ] as const) {
        Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value });
    }
});

afterEach(cleanup);

const columns: Column[] = [
    { name: 'entity', type: 'string' },
    { name: 'now', type: 'number' },
    { name: 'since', type: 'datetime' },
];
const rows: Cell[][] = [
    ['b', 10, '2026-06-16T14:38:00Z'],
    ['a', 9, null],
    ['c', null, '2026-06-15T14:38:00Z'],
];

describe('a table', () => {
    it('knows what its columns hold from the cells', () => {
        expect(columns.map((column, index) => kindOf(column, index, rows))).toEqual([
            'text',
            'number',
            'time',
        ]);
        expect(kindOf({ name: 'x', type: 'number' }, 0, [['n/a'], ['1']])).toBe('text');
    });

    it('sorts numbers as numbers, with empty cells last either way', () => {
        const kinds = ['text', 'number', 'time'] as const;
        expect(arrange(rows, kinds, '', { column: 1, down: false })).toEqual([1, 0, 2]);
        expect(arrange(rows, kinds, '', { column: 1, down: true })).toEqual([0, 1, 2]);
        expect(arrange(rows, kinds, '', { column: 2, down: false })).toEqual([2, 0, 1]);
    });

    it('filters by what is shown and by what is there', () => {
        expect(arrange(rows, ['text', 'number', 'time'], '14:38', null)).toEqual([0, 2]);
        expect(arrange(rows, ['text', 'number', 'time'], '06-16T', null)).toEqual([0]);
    });

    it('writes numbers short', () => {
        expect([112400, 0.0029, -39.98, 8.66e-8, 1234567, 0, 100].map((one) => shown(one, 'number'))).toEqual(
            ['112,400', '0.0029', '−39.98', '8.66×10⁻⁸', '1,234,570', '0', '100'],
        );
    });

    it('turns the order with each press of a heading and says so', () => {
        render(<DataTable columns={columns} rows={rows} caption="Metrics" />);
        const heading = screen.getByRole('columnheader', { name: /now/ });
        fireEvent.click(within(heading).getByRole('button'));
        expect(heading.getAttribute('aria-sort')).toBe('descending');
        const first = (): string | null | undefined =>
            screen.getAllByRole('row')[1]?.firstElementChild?.textContent;
        expect(first()).toBe('b');
        fireEvent.click(within(heading).getByRole('button'));
        expect(first()).toBe('a');
    });

    it('keeps only the rows in sight in the page and counts all', () => {
        const many = Array.from({ length: 10_000 }, (_, index): Cell[] => [`e${index}`, index, null]);
        render(
            <DataTable columns={columns} rows={many} truncated={20_000} caption="Many" csvHref="/x.csv" />,
        );
        expect(screen.getAllByRole('row').length).toBeGreaterThan(10);
        expect(screen.getAllByRole('row').length).toBeLessThan(80);
        expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
        expect(screen.getByRole('status').textContent).toBe('10,000 rows; cut, there are 20,000 in all');
        expect(screen.getByRole('link', { name: 'Download CSV: Many' }).getAttribute('href')).toBe('/x.csv');
    });
});

describe('documents', () => {
    it('marks the words of the query and nothing of the common ones', () => {
        expect(terms('Which runbooks apply to OPT-AST-BRN-1 and the fibre cut?')).toEqual([
            'opt-ast-brn-1',
            'runbooks',
            'apply',
            'fibre',
            'cut',
            'opt',
            'ast',
            'brn',
        ]);
        expect(pieces('A fibre cut; uncut fibres.', ['fibre', 'cut'])).toEqual([
            { text: 'A ', marked: false },
            { text: 'fibre', marked: true },
            { text: ' ', marked: false },
            { text: 'cut', marked: true },
            { text: '; uncut ', marked: false },
            { text: 'fibres', marked: true },
            { text: '.', marked: false },
        ]);
    });

    it('loses nothing of a text, whatever the query holds', () => {
        for (const query of ['(((', 'OPT-AST-BRN-1 a/b_c.d', 'a.*b [x] \\', '$& fibre', '']) {
            const text = 'fibre (((cut)))  a.*b $&';
            expect(
                pieces(text, terms(query))
                    .map((piece) => piece.text)
                    .join(''),
            ).toBe(text);
        }
    });

    it('shows markup as text', () => {
        const { container } = render(
            <DocumentsView
                content=""
                query="script"
                hits={[
                    {
                        score: 1,
                        title: '<img src=x onerror=alert(1)>',
                        content: '<script>alert(1)</script>',
                        chunk_id: 'x#1',
                    },
                ]}
            />,
        );
        expect(container.querySelector('script, img')).toBeNull();
        expect(screen.getAllByText('script', { selector: 'mark' })).toHaveLength(2);
    });
});

describe('a graph from rows', () => {
    it('takes the effect of a failure as findings', () => {
        const made = graphOf(
            ['source', 'target', 'relation', 'effect'].map((name) => ({ name, type: 'string' })),
            [
                ['IP-1', 'OPT-1', 'rides_on', 'down'],
                ['SVC-1', 'IP-1', 'routed_on', 'degraded'],
            ],
        );
        expect(made?.findings?.causes.map((one) => one.entity)).toEqual(['OPT-1']);
        expect(made?.findings?.affected.map((one) => one.impact)).toEqual(['down', 'degraded']);
    });

    it('is none when no columns say from where to where', () => {
        expect(graphOf(columns, rows)).toBeNull();
    });
});

describe('any visualization', () => {
    it('is shown as it came when its type or shape is unknown', () => {
        const round: Record<string, unknown> = {};
        round.self = round;
        for (const odd of [null, 7, 'x', [], {}, { type: 'hologram', data: {} }, { type: 'table' }, round]) {
            render(<VisualizationView visualization={odd} query="q" />);
            expect(screen.getByText(/cannot be drawn/)).toBeDefined();
            cleanup();
        }
    });

    it('survives rows that are none', () => {
        for (const type of ['table', 'graph']) {
            render(
                <VisualizationView
                    visualization={{
                        type,
                        data: { columns: [7, { name: 'a' }], rows: [[{ x: 1 }], 'no row', []], data: [[1]] },
                    }}
                    query="q"
                />,
            );
            cleanup();
        }
    });
});
