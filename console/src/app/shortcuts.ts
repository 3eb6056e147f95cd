/** Single keys, except while the reader types into a field. */
import { useLayoutEffect, useRef } from 'react';

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

function typing(target: EventTarget | null): boolean {
    return (
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    );
}

/**
 * Keys as KeyboardEvent.key names them. An open dialog has the keyboard for itself. Layout effects: a page that is visible
 * takes its keys.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
    const latest = useRef(shortcuts);
    useLayoutEffect(() => {
        latest.current = shortcuts;
    });
    useLayoutEffect(() => {
        const pressed = (event: KeyboardEvent) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
                return;
            }
            if (typing(event.target) || document.querySelector('dialog[open]')) {
                return;
            }
            const run = latest.current[event.key];
            if (run) {
                event.preventDefault();
                run(event);
            }
        };
        document.addEventListener('keydown', pressed);
        return () => document.removeEventListener('keydown', pressed);
    }, []);
}

/** Moves the focus to the next or previous of some elements, from where it is. */
export function moveFocus(selector: string, by: 1 | -1): void {
    const all = [...document.querySelectorAll<HTMLElement>(selector)];
    const now = all.findIndex(
        (element) => element === document.activeElement || element.contains(document.activeElement),
    );
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
    const target = all[Math.max(0, Math.min(all.length - 1, next))];
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
}
