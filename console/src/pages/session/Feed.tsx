import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { clockZone } from '../../look/format';
import { rowsOf, usage, type Row } from '../../session/rows';
import type { SessionView, ToolCall, Turn } from '../../session/view';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { eachFrame } from '../../ui/frames';
import { Icon } from '../../ui/Icon';
import { count, dollars, full, plural, spoken } from '../../ui/time';
import { AnswerView } from './AnswerView';
import { ApprovalCard } from './ApprovalCard';
import { CallCard } from './CallCard';
import { useScope } from './cards';
import { Conclusion } from './Conclusion';
import { EarlierBar, useEarlierOnScroll } from './EarlierBar';
import { ModelsRow } from './ModelsRow';
import { useKeptPlace } from './useKeptPlace';
import { useStickyEnd } from './useStickyEnd';

/** Up to so many rows all are on the page, where the browser's own search and print find them. */
const PLAIN_ROWS = 120;

/** The turns of a session, one after the other. */
export function Feed({ view, follow }: { view: SessionView; follow: boolean }) {
    // The last conclusion is the card on top; those before it stay where they were drawn.
    const rows = useMemo(() => {
        const last = view.turns.findLast((turn) => turn.diagnosis);
        return rowsOf(view).filter((row) => row.kind !== 'conclusion' || row.turn !== last);
    }, [view]);
    const printing = usePrinting();
    const box = useRef<HTMLDivElement>(null);
    const { lit, earlier } = useScope();
    // An address that names a turn, evidence or the answer does not start at the end.
    const [plain] = useState(
        () => lit === null && window.location.hash === '' && !window.location.search.includes('at=answer'),
    );
    const end = useStickyEnd(view.seq, follow, plain);
    const atEnd = follow && !end.away;
    useEffect(() => {
        if (atEnd) {
            earlier.trim();
        }
    }, [atEnd, earlier, view.seq]);
    useAnswerInSight(view, end.away);
    const long = rows.length > PLAIN_ROWS && !printing;
    useArrival(rows, lit, long, end.leave);
    useEarlierOnScroll(box);
    useKeptPlace(box, view.missing, goToRow);
    return (
        <div className="feed" ref={box}>
            {long ? <LongRows rows={rows} /> : rows.map((row) => <RowPlace key={row.key} row={row} />)}
            {end.away && follow && (
                <button type="button" className="button to-end" onClick={end.go}>
                    <Icon name="down" /> Latest
                </button>
            )}
        </div>
    );
}

function LongRows({ rows }: { rows: Row[] }) {
    const box = useRef<HTMLDivElement>(null);
    const [top, setTop] = useState(0);
    // The card above grows when the answer and the names arrive.
    useLayoutEffect(() => {
        const measure = () =>
            setTop(Math.round((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
        measure();
        const observer = new ResizeObserver(measure);
        observer.observe(document.body);
        return () => observer.disconnect();
    }, []);
    const virtualizer = useWindowVirtualizer({
        count: rows.length,
        estimateSize: () => 110,
        overscan: 8,
        scrollMargin: top,
        getItemKey: (index) => rows[index]?.key ?? index,
    });
    useEffect(() => {
        const go = (event: Event) => {
            const key = (event as CustomEvent<string>).detail;
            const index = rows.findIndex((row) => row.key === key);
            if (index >= 0) {
                virtualizer.scrollToIndex(index, { align: 'start' });
            }
        };
        window.addEventListener(GO, go);
        return () => window.removeEventListener(GO, go);
    }, [rows, virtualizer]);
    return (
        <div ref={box} className="long-rows" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
                const row = rows[item.index];
                return (
                    row && (
                        <div
                            key={item.key}
                            data-index={item.index}
                            ref={virtualizer.measureElement}
                            className="long-row"
                            style={{ transform: `translateY(${item.start - top}px)` }}
                        >
                            <RowPlace row={row} />
                        </div>
                    )
                );
            })}
        </div>
    );
}

/** Brings the answer into view when its turn ends, unless the reader scrolled away; and where the address asks for it. */
function useAnswerInSight(view: SessionView, away: boolean): void {
    const asked = useRef(window.location.search.includes('at=answer'));
    const running = useRef(view.status === 'in_progress');
    const answered = view.turns.at(-1)?.diagnosis !== undefined;
    const present = view.turns.some((turn) => turn.diagnosis);
    useLayoutEffect(() => {
        const ended = running.current && view.status !== 'in_progress';
        running.current = view.status === 'in_progress';
        if ((asked.current && present) || (ended && answered && !away)) {
            asked.current = false;
            // It is the first thing on the page, below the sticky header.
            window.scrollTo({ top: 0 });
        }
    }, [view.status, answered, present, away]);
}

const GO = 'nocturne:go-to-row';

/** Has a long list draw a row. */
function goToRow(key: string): void {
    window.dispatchEvent(new CustomEvent(GO, { detail: key }));
}

/** Frames in which a row that is arrived at may move. */
const ARRIVING_FRAMES = 2;

/** Brings the row of a turn or of a cited call into view, once it is there and each time the address names another. */
function useArrival(rows: Row[], lit: string | null, long: boolean, leaveEnd: () => void): void {
    const [turn] = useState(() => /^#turn-\d+$/.exec(window.location.hash)?.[0].slice(1) ?? null);
    const arrived = useRef<string | null>(null);
    const target = lit ?? turn;
    useEffect(() => {
        if (target === null || arrived.current === target) {
            return;
        }
        const row = rows.find(
            (one) =>
                one.key === target || (one.kind === 'calls' && one.calls.some((call) => call.id === lit)),
        );
        if (!row) {
            return;
        }
        arrived.current = target;
        leaveEnd();
        if (long) {
            goToRow(row.key);
        }
        // A long list first has to draw the row, and then measures it.
        eachFrame(() => {
            const element =
                lit === null
                    ? document.getElementById(row.key)
                    : document.querySelector(`[data-call="${CSS.escape(lit)}"]`);
            element?.scrollIntoView({ block: 'start' });
            element?.querySelector<HTMLElement>('.card-head')?.focus({ preventScroll: true });
            return element !== null;
        }, ARRIVING_FRAMES);
    }, [rows, lit, long, target, leaveEnd]);
    useEffect(() => {
        if (lit === null) {
            arrived.current = null;
        }
    }, [lit]);
}

/** Brings the card of a call into view, also when the address names that call already. */
export function goToCall(call: string): void {
    const element = document.querySelector<HTMLElement>(`[data-call="${CSS.escape(call)}"]`);
    element?.scrollIntoView({ block: 'start' });
    element?.querySelector<HTMLElement>('.card-head')?.focus({ preventScroll: true });
}

function usePrinting(): boolean {
    const [printing, set] = useState(false);
    useEffect(() => {
        // The browser prints what is there when the handler returns.
        const before = () => flushSync(() => set(true));
        const after = () => set(false);
        window.addEventListener('beforeprint', before);
        window.addEventListener('afterprint', after);
        return () => {
            window.removeEventListener('beforeprint', before);
            window.removeEventListener('afterprint', after);
        };
    }, []);
    return printing;
}

const RowPlace = memo(
    function RowPlace({ row }: { row: Row }) {
        return (
            <div
                className={`feed-row feed-${row.kind}`}
                id={row.kind === 'turn' ? row.key : undefined}
                data-row={row.key}
            >
                <ErrorBoundary what="this card" retryOn={row}>
                    {draw(row)}
                </ErrorBoundary>
            </div>
        );
    },
    (before, after) => sameRow(before.row, after.row),
);

/** Rows are created again with their turn, but what they show seldom changes. */
function sameRow(a: Row, b: Row): boolean {
    switch (a.kind) {
        case 'calls':
            return b.kind === 'calls' && sameList(a.calls, b.calls);
        case 'models':
            return b.kind === 'models' && sameList(a.models, b.models);
        case 'approval':
            return b.kind === 'approval' && a.approval === b.approval;
        case 'note':
            return b.kind === 'note' && a.note === b.note;
        case 'broken':
            return b.kind === 'broken' && a.broken === b.broken;
        case 'answer':
            return b.kind === 'answer' && a.answer === b.answer;
        case 'conclusion':
            return b.kind === 'conclusion' && a.turn.diagnosis === b.turn.diagnosis;
        case 'turn':
            return b.kind === 'turn' && a.turn.text === b.turn.text && a.turn.index === b.turn.index;
        case 'earlier':
            return true;
        case 'end':
            return a.turn === b.turn;
    }
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
    return a.length === b.length && a.every((one, i) => one === b[i]);
}

function draw(row: Row): ReactNode {
    switch (row.kind) {
        case 'turn':
            return <TurnHead turn={row.turn} />;
        case 'earlier':
            return <EarlierBar />;
        case 'calls':
            return <Calls calls={row.calls} />;
        case 'models':
            return <ModelsRow models={row.models} />;
        case 'approval':
            return <ApprovalCard approval={row.approval} />;
        case 'note':
            return (
                <p className="note">
                    <Icon name="clock" /> {row.note.message}
                </p>
            );
        case 'broken':
            return (
                <details className="broken">
                    <summary>
                        Event {row.broken.seq}, <code>{row.broken.name}</code>, cannot be read
                    </summary>
                    <pre className="plain">{row.broken.data}</pre>
                </details>
            );
        case 'conclusion':
            return row.turn.diagnosis ? <Conclusion diagnosis={row.turn.diagnosis} /> : null;
        case 'answer':
            return <AnswerView answer={row.answer} />;
        case 'end':
            return <TurnEnd turn={row.turn} />;
    }
}

function Calls({ calls }: { calls: readonly ToolCall[] }) {
    return (
        <div className={calls.length > 1 ? 'beside' : undefined}>
            {calls.map((call) => (
                <ErrorBoundary key={call.startSeq} what="this card" retryOn={call}>
                    <CallCard call={call} />
                </ErrorBoundary>
            ))}
        </div>
    );
}

/** An alert is often long: this many lines of it are shown at first. */
const SHORT_LINES = 6;

function TurnHead({ turn }: { turn: Turn }) {
    const [whole, setWhole] = useState(false);
    const lines = turn.text.split('\n');
    const long = lines.length > SHORT_LINES + 2 || turn.text.length > 1_200;
    const shown = whole || !long ? turn.text : lines.slice(0, SHORT_LINES).join('\n').slice(0, 1_000);
    return (
        <section
            className={turn.index === 0 ? 'said said-alert' : 'said'}
            aria-label={turn.index === 0 ? 'Alert' : 'Question'}
        >
            <header>
                <h2>
                    <a href={`#turn-${turn.index}`} title="Link to this turn">
                        {turn.index === 0 ? 'Alert' : `Follow-up ${turn.index}`}
                    </a>
                </h2>
                <time
                    className="quiet small"
                    title={full(turn.startedAt)}
                    dateTime={
                        turn.startedAt === undefined ? undefined : new Date(turn.startedAt).toISOString()
                    }
                >
                    {turn.startedAt === undefined ? '' : clockZone(turn.startedAt)}
                </time>
            </header>
            {turn.partial && turn.text === '' ? (
                <p className="quiet">The question is among the earlier events.</p>
            ) : (
                <pre className="plain">{shown}</pre>
            )}
            {long && (
                <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
                    {whole ? 'Show less' : `Show all ${lines.length} lines`}
                </button>
            )}
        </section>
    );
}

function TurnEnd({ turn }: { turn: Turn }) {
    if (turn.state === 'running') {
        const quiet = turn.items.length === 0 && turn.answers.length === 0;
        return quiet ? (
            <p className="note">
                <span className="spinner" aria-hidden="true" /> Starting
            </p>
        ) : null;
    }
    const used = usage(turn);
    return (
        <>
            {turn.error && (
                <div className={turn.state === 'cancelled' ? 'notice' : 'notice notice-bad'}>
                    <span>
                        <strong>{turn.state === 'cancelled' ? 'Cancelled' : 'Failed'}</strong>{' '}
                        {turn.error.message}
                        {turn.error.code !== undefined && turn.error.code !== 'cancelled' && (
                            <code className="quiet"> {turn.error.code}</code>
                        )}
                    </span>
                </div>
            )}
            {turn.meta && (
                <p className="turn-end">
                    <Icon name="check" />
                    {turn.meta.steps !== undefined && <span>{plural(turn.meta.steps, 'step')}</span>}
                    {turn.meta.time !== undefined && <span>{spoken(turn.meta.time)}</span>}
                    {used.known && (
                        <span>
                            {count(used.input)} tokens in, {count(used.output)} out
                        </span>
                    )}
                    {used.cost > 0 && <span>{dollars(used.cost)}</span>}
                </p>
            )}
        </>
    );
}
