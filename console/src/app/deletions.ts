/**
 * Deleting with undo: the session is hidden at once and deleted on the server after a few seconds, or when
 * the page is left.
 */
import { deleteSession } from '../api/endpoints';
import { hideToast, showFailure, showToast } from './toasts';

const UNDO_MS = 6_000;

let hidden: ReadonlySet<string> = new Set();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

function set(next: ReadonlySet<string>): void {
    hidden = next;
    listeners.forEach((listener) => listener());
}

function show(id: string): void {
    set(new Set([...hidden].filter((one) => one !== id)));
}

export function deleteWithUndo(id: string, title: string): void {
    if (waiting.has(id)) {
        return;
    }
    set(new Set([...hidden, id]));
    const toast = showToast(`Deleted “${title}”`, {
        action: {
            label: 'Undo',
            run: () => {
                clearTimeout(waiting.get(id));
                waiting.delete(id);
                show(id);
            },
        },
    });
    waiting.set(
        id,
        setTimeout(() => {
            waiting.delete(id);
            hideToast(toast);
            deleteSession(id).catch((failure: unknown) => {
                show(id);
                showFailure(failure);
            });
        }, UNDO_MS),
    );
}

export function hiddenSessions(): ReadonlySet<string> {
    return hidden;
}

export function onHiddenSessions(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
        listeners.delete(listener);
    };
}

window.addEventListener('pagehide', () => {
    for (const [id, timer] of waiting) {
        clearTimeout(timer);
        // The page is closing, so a failure cannot be shown; the session then still exists.
        deleteSession(id, true).catch(() => undefined);
    }
    waiting.clear();
});
