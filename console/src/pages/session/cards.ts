/** Which cards of a session are open. Stored outside of the cards, as those out of sight are not drawn. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Wanted } from '../../session/live';

export class OpenCards {
    private readonly open = new Map<string, boolean>();
    private readonly listeners = new Set<() => void>();

    readonly subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => {
            this.listeners.delete(listener);
        };
    };

    is(id: string): boolean {
        return this.open.get(id) ?? false;
    }

    set(id: string, open: boolean): void {
        if (this.is(id) !== open) {
            this.open.set(id, open);
            this.listeners.forEach((listener) => listener());
        }
    }
}

/** The events of the log before those that are loaded. */
export interface Earlier {
    missing: number;
    reading: boolean;
    /** Loads them back to the page that is wanted; returns whether there is one. Failures are shown. */
    read: (wanted: Wanted) => Promise<boolean>;
    /** Drops the oldest where very many are loaded. */
    trim: () => void;
}

/** What cards need to know of the page around them. */
export interface SessionScope {
    sessionId: string;
    environment: string;
    cards: OpenCards;
    /** Evidence as answers cite it to the id of its call. */
    evidence: ReadonlyMap<string, string>;
    /** The call that the address names. */
    lit: string | null;
    openEvidence: (call: string) => void;
    openMap: (entity?: string) => void;
    openChart: (entity: string) => void;
    /** Time of the incident, which gives times without a date their date. */
    incident: number | null;
    earlier: Earlier;
    /** False while the server cannot be reached: then the clocks of the page stop. */
    connected: boolean;
    /** False in a replay: what is past cannot be decided any more. */
    live: boolean;
}

export const Scope = createContext<SessionScope | null>(null);

export function useScope(): SessionScope {
    const scope = useContext(Scope);
    if (!scope) {
        throw new Error('outside of a session');
    }
    return scope;
}

export function useCard(id: string): [boolean, (open: boolean) => void] {
    const { cards } = useScope();
    const open = useSyncExternalStore(cards.subscribe, () => cards.is(id));
    return [open, useCallback((next: boolean) => cards.set(id, next), [cards, id])];
}
