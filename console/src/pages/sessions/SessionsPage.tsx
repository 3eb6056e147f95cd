import { useQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { listEnvironments, type SessionFilter } from '../../api/endpoints';
import { moveFocus, useShortcuts } from '../../app/shortcuts';
import { NEEDS_APPROVAL, STATUSES } from '../../protocol';
import { Icon } from '../../ui/Icon';
import { Loading, Problem } from '../../ui/Loading';
import { statusLabel } from '../../ui/StatusPill';
import { plural, useNow } from '../../ui/time';
import { SessionRow } from './SessionRow';
import { useSessionList, type SessionList } from './useSessionList';

/** How many rows before the end the next page is asked for. */
const AHEAD = 30;
const TYPING_MS = 200;

export function SessionsPage({ onNew }: { onNew: () => void }) {
    const [params, setParams] = useSearchParams();
    const filter = useMemo<SessionFilter>(
        () => ({
            q: params.get('q') ?? '',
            status: params.get('status') ?? '',
            environment: params.get('environment') ?? '',
        }),
        [params],
    );
    const list = useSessionList(useDeferredValue(filter));
    const change = (name: keyof SessionFilter, value: string) => {
        // From the address: another filter may have been chosen since this was drawn.
        const next = new URLSearchParams(window.location.search);
        if (value === '') {
            next.delete(name);
        } else {
            next.set(name, value);
        }
        setParams(next, { replace: true });
    };
    const waiting = list.rows.filter((row) => row.awaiting_approval === true).length;
    useEffect(() => {
        document.title = `${waiting > 0 ? `(${waiting}) ` : ''}Sessions · Nocturne`;
    }, [waiting]);
    useShortcuts({
        '/': () => document.getElementById('search')?.focus(),
        j: () => moveFocus('.row-link', 1),
        k: () => moveFocus('.row-link', -1),
    });
    const filtered = filter.q !== '' || filter.status !== '' || filter.environment !== '';
    return (
        <div className="page sessions">
            <h1 className="hidden">Sessions</h1>
            <Filters filter={filter} change={change} />
            {waiting > 0 && filter.status !== NEEDS_APPROVAL && (
                <p className="notice notice-warn" role="status">
                    <Icon name="hand" />
                    <span>{plural(waiting, 'session needs', 'sessions need')} your approval.</span>
                    <button
                        type="button"
                        className="button button-small"
                        onClick={() => change('status', NEEDS_APPROVAL)}
                    >
                        Show
                    </button>
                </p>
            )}
            {list.stale && !list.problem && (
                <p className="notice" role="status">
                    The server does not answer; this is the last known state.
                </p>
            )}
            {list.problem && <Problem failure={list.problem} onRetry={list.retry} />}
            {list.loading && <Loading what="Loading sessions" />}
            {!list.loading && !list.problem && list.rows.length === 0 && (
                <div className="empty">
                    {filtered ? (
                        <>
                            <h2>No matches</h2>
                            <p className="quiet">No session matches this search.</p>
                        </>
                    ) : (
                        <>
                            <h2>No investigations</h2>
                            <p className="quiet">Start one from an example or from an alert.</p>
                            <button type="button" className="button button-main" onClick={onNew}>
                                <Icon name="plus" /> New investigation
                            </button>
                        </>
                    )}
                </div>
            )}
            {list.rows.length > 0 && <Rows list={list} />}
        </div>
    );
}

function Filters({
    filter,
    change,
}: {
    filter: SessionFilter;
    change: (name: keyof SessionFilter, value: string) => void;
}) {
    const environments = useQuery({
        queryKey: ['environments'],
        queryFn: ({ signal }) => listEnvironments(signal),
    });
    const [typed, setTyped] = useState(filter.q);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    const search = (text: string) => {
        const page = window.location.pathname;
        setTyped(text);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
            // Unless the reader has opened another page by then.
            if (window.location.pathname === page) {
                change('q', text);
            }
        }, TYPING_MS);
    };
    return (
        <search className="filters">
            <label className="search" htmlFor="search">
                <Icon name="search" />
                <span className="hidden">Search alerts, ids and root causes</span>
                <input
                    id="search"
                    type="search"
                    maxLength={200}
                    placeholder="Search alerts, ids, root causes"
                    value={typed}
                    onChange={(event) => search(event.target.value)}
                    onKeyDown={(event) => {
                        if (event.key === 'Escape') {
                            search('');
                            event.currentTarget.blur();
                        }
                    }}
                />
                <kbd className="wide-only" aria-hidden="true">
                    /
                </kbd>
            </label>
            <select
                aria-label="Status"
                value={filter.status}
                onChange={(event) => change('status', event.target.value)}
            >
                <option value="">Any status</option>
                <option value={NEEDS_APPROVAL}>Needs approval</option>
                {STATUSES.filter((status) => status !== 'pending').map((status) => (
                    <option key={status} value={status}>
                        {statusLabel(status)}
                    </option>
                ))}
            </select>
            <select
                aria-label="Environment"
                value={filter.environment}
                onChange={(event) => change('environment', event.target.value)}
            >
                <option value="">Any environment</option>
                {(environments.data ?? []).map((one) => (
                    <option key={one.name} value={one.name}>
                        {one.displayName}
                    </option>
                ))}
            </select>
        </search>
    );
}

function Rows({ list }: { list: SessionList }) {
    const { rows, more, loadMore } = list;
    const box = useRef<HTMLUListElement>(null);
    const [top, setTop] = useState(0);
    useLayoutEffect(() => {
        setTop(box.current?.offsetTop ?? 0);
    }, []);
    const now = useNow(true);
    const virtualizer = useWindowVirtualizer({
        count: rows.length,
        estimateSize: () => 76,
        overscan: 12,
        scrollMargin: top,
        getItemKey: (index) => rows[index]?.id ?? index,
    });
    const items = virtualizer.getVirtualItems();
    const last = items.at(-1)?.index ?? 0;
    useEffect(() => {
        if (more && last >= rows.length - AHEAD) {
            loadMore();
        }
    }, [last, more, rows.length, loadMore]);
    return (
        <>
            <ul
                ref={box}
                className="rows"
                aria-label="Sessions, newest first"
                style={{ height: virtualizer.getTotalSize() }}
            >
                {items.map((item) => {
                    const row = rows[item.index];
                    return (
                        row && (
                            <li
                                key={item.key}
                                data-index={item.index}
                                ref={virtualizer.measureElement}
                                className="row-place"
                                style={{
                                    transform: `translateY(${item.start - virtualizer.options.scrollMargin}px)`,
                                }}
                            >
                                <SessionRow session={row} now={now} />
                            </li>
                        )
                    );
                })}
            </ul>
            <p className="quiet small rows-end" role="status">
                {more ? 'Loading more…' : ''}
            </p>
        </>
    );
}
