/** Short notices at the edge of the page, some with a button to undo. */

export interface Toast {
    id: number;
    text: string;
    tone: 'plain' | 'bad';
    action?: { label: string; run: () => void };
}

const SHOWN_MS = 6_000;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
    toasts = next;
    listeners.forEach((listener) => listener());
}

export function showToast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
    const toast: Toast = { id: ++last, text, tone: 'plain', ...options };
    set([...toasts.slice(-3), toast]);
    setTimeout(() => hideToast(toast.id), SHOWN_MS);
    return toast.id;
}

export function showFailure(failure: unknown): void {
    showToast(failure instanceof Error ? failure.message : String(failure), { tone: 'bad' });
}

export function hideToast(id: number): void {
    set(toasts.filter((toast) => toast.id !== id));
}

export function currentToasts(): readonly Toast[] {
    return toasts;
}

export function onToasts(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
        listeners.delete(listener);
    };
}
