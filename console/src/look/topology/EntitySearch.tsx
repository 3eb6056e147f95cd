import { type KeyboardEvent, type ReactNode, type RefObject, useId, useMemo, useState } from 'react';
import { namesOf } from '../names';
import type { Topology, TopologyNode } from './model';

/** As many as fit under the field without scrolling on a phone. */
const HITS = 8;

/** Entities whose id, kind or name holds the text; ids that begin with it first. */
export function search(topology: Topology, query: string, limit = HITS): TopologyNode[] {
    const sought = query.trim().toLowerCase();
    if (sought === '') return [];
    const names = namesOf(topology);
    const rank = (node: TopologyNode): number => {
        const id = node.id.toLowerCase();
        if (id === sought) return 0;
        if (id.startsWith(sought)) return 1;
        if (id.includes(sought)) return 2;
        if ((names.get(node.id) ?? '').toLowerCase().includes(sought)) return 3;
        return node.label.toLowerCase().includes(sought) ? 4 : 9;
    };
    return topology.nodes
        .map((node) => ({ node, rank: rank(node) }))
        .filter((one) => one.rank < 9)
        .sort(
            (one, other) =>
                one.rank - other.rank || one.node.id.localeCompare(other.node.id, 'en', { numeric: true }),
        )
        .slice(0, limit)
        .map((one) => one.node);
}

export interface EntitySearchProps {
    topology: Topology;
    onFound: (entity: string) => void;
    field: RefObject<HTMLInputElement | null>;
}

/** A field that finds entities as one types; arrows choose, Enter takes, Escape clears. */
export default function EntitySearch({ topology, onFound, field }: EntitySearchProps): ReactNode {
    const id = useId();
    const [query, setQuery] = useState('');
    const [at, setAt] = useState(0);
    const hits = useMemo(() => search(topology, query), [topology, query]);
    const take = (node: TopologyNode | undefined): void => {
        if (node === undefined) return;
        onFound(node.id);
        setQuery('');
    };
    const keys = (event: KeyboardEvent): void => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const step = event.key === 'ArrowDown' ? 1 : -1;
            setAt((now) => (hits.length === 0 ? 0 : (now + step + hits.length) % hits.length));
        } else if (event.key === 'Enter') {
            event.preventDefault();
            take(hits[at]);
        } else if (event.key === 'Escape' && query !== '') {
            event.stopPropagation();
            setQuery('');
        }
    };
    const open = query.trim() !== '';
    return (
        <div className="look-search">
            <input
                ref={field}
                className="look-input"
                type="search"
                role="combobox"
                aria-label="Find an entity"
                placeholder="Find an entity"
                aria-expanded={open}
                aria-controls={`${id}-hits`}
                aria-autocomplete="list"
                aria-activedescendant={open && hits[at] !== undefined ? `${id}-${String(at)}` : undefined}
                autoComplete="off"
                spellCheck={false}
                value={query}
                onChange={(event) => {
                    setQuery(event.target.value);
                    setAt(0);
                }}
                onKeyDown={keys}
            />
            <div id={`${id}-hits`} role="listbox" aria-label="Entities found" hidden={!open}>
                {hits.map((node, index) => (
                    <div
                        key={node.id}
                        id={`${id}-${String(index)}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={index === at}
                        // The field keeps the focus; a click must not take it away before it counts.
                        onPointerDown={(event) => {
                            event.preventDefault();
                            take(node);
                        }}
                    >
                        <span className="look-mono">{node.id}</span>{' '}
                        <span className="look-note">{node.label}</span>
                    </div>
                ))}
                {open && hits.length === 0 && (
                    <div
                        role="option"
                        tabIndex={-1}
                        aria-selected={false}
                        aria-disabled
                        className="look-note"
                    >
                        No such entity
                    </div>
                )}
            </div>
        </div>
    );
}
