/** The log as it is: every event, filtered, as JSON, or as the curl command that reads it. */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { streamUrl } from '../../api/endpoints';
import { signedIn } from '../../api/token';
import { showFailure } from '../../app/toasts';
import type { SessionEvent } from '../../protocol';
import type { SessionView } from '../../session/view';
import { wholeOf } from '../../session/whole';
import { copyText, download } from '../../ui/copy';
import { Icon } from '../../ui/Icon';
import { clock, full, plural } from '../../ui/time';

function pretty(data: string): string {
    try {
        return JSON.stringify(JSON.parse(data), null, 2);
    } catch {
        return data;
    }
}

/** The command that reads the same; a token is named, not shown. */
function curl(id: string, token: boolean): string {
    return `curl -N '${streamUrl(id)}?since=0'${token ? ' -H "authorization: Bearer $NOCTURNE_TOKEN"' : ''}`;
}

export default function RawLog({ view }: { view: SessionView }) {
    const [filter, setFilter] = useState('');
    const wanted = useDeferredValue(filter.trim().toLowerCase());
    const events = useMemo(() => {
        const all = view.events.slice();
        return wanted === ''
            ? all
            : all.filter(
                  (event) =>
                      event.name.toLowerCase().includes(wanted) || event.data.toLowerCase().includes(wanted),
              );
    }, [view.events, wanted]);
    /** What is listed; without a filter the whole log. */
    const save = async () => {
        const listed = wanted === '' ? [...(await wholeOf(view)).events] : events;
        const lines = listed.map((event) =>
            JSON.stringify({ seq: event.seq, event: event.name, data: event.data }),
        );
        download(`${view.id}.jsonl`, `${lines.join('\n')}\n`, 'application/jsonl');
    };
    return (
        <section className="raw" aria-label="Raw log">
            <div className="raw-tools">
                <input
                    type="search"
                    id="search"
                    aria-label="Filter events"
                    placeholder="Filter by event or content"
                    value={filter}
                    onChange={(event) => setFilter(event.target.value)}
                />
                <span className="quiet small" role="status">
                    {plural(events.length, 'event')}
                </span>
                <button
                    type="button"
                    className="button button-small"
                    onClick={() => void copyText(curl(view.id, signedIn()), 'Command')}
                >
                    <Icon name="copy" /> Copy as curl
                </button>
                <button
                    type="button"
                    className="button button-small"
                    onClick={() => void save().catch(showFailure)}
                >
                    <Icon name="download" /> JSON lines
                </button>
            </div>
            <Lines events={events} />
        </section>
    );
}

function Lines({ events }: { events: SessionEvent[] }) {
    const box = useRef<HTMLOListElement>(null);
    const [top, setTop] = useState(0);
    const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
    useLayoutEffect(() => {
        setTop((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    }, []);
    const virtualizer = useWindowVirtualizer({
        count: events.length,
        estimateSize: () => 36,
        overscan: 20,
        scrollMargin: top,
        getItemKey: (index) => events[index]?.seq ?? index,
    });
    const toggle = (seq: number) =>
        setOpen((old) => {
            const next = new Set(old);
            if (!next.delete(seq)) {
                next.add(seq);
            }
            return next;
        });
    return (
        <ol ref={box} className="raw-lines" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
                const event = events[item.index];
                return (
                    event && (
                        <li
                            key={item.key}
                            data-index={item.index}
                            ref={virtualizer.measureElement}
                            style={{ transform: `translateY(${item.start - top}px)` }}
                        >
                            <button
                                type="button"
                                className="raw-line"
                                aria-expanded={open.has(event.seq)}
                                onClick={() => toggle(event.seq)}
                            >
                                <span className="raw-seq">{event.seq}</span>
                                <span className="raw-name">{event.name}</span>
                                <span className="raw-data">{event.data.slice(0, 300)}</span>
                                <span
                                    className="raw-time quiet"
                                    title={full(event.timestamp ?? event.arrived)}
                                >
                                    {clock(
                                        event.timestamp === undefined
                                            ? event.arrived
                                            : Date.parse(event.timestamp),
                                    )}
                                </span>
                            </button>
                            {open.has(event.seq) && (
                                <div className="raw-open">
                                    <pre className="plain">{pretty(event.data)}</pre>
                                    <button
                                        type="button"
                                        className="button button-small"
                                        onClick={() => void copyText(pretty(event.data), 'Event')}
                                    >
                                        <Icon name="copy" /> Copy
                                    </button>
                                </div>
                            )}
                        </li>
                    )
                );
            })}
        </ol>
    );
}
