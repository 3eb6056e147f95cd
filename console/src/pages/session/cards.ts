/** Which cards of a session are open; kept outside of them, since cards out of sight do not exist. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';

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

/** What cards need to know of the page around them. */
export interface SessionScope {
    sessionId: string;
    scenario: string;
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
