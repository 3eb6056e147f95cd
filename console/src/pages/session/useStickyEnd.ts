import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end a reader is taken to be at it. */
const NEAR_PX = 90;

function distance(): number {
    const page = document.documentElement;
    return page.scrollHeight - window.scrollY - window.innerHeight;
}

export interface StickyEnd {
    /** The reader is not at the end. */
    away: boolean;
    /** Scrolls to the end and keeps it in sight. */
    go: () => void;
    /** Lets go of the end: the page is about to show something else. */
    leave: () => void;
}

/**
 * Keeps the end of the page in sight while it grows, until the reader scrolls up. Growth alone is not a reader who left:
 * the browser reports a scroll a frame later, and by then the page may be longer.
 */
export function useStickyEnd(version: number, active: boolean, startAtEnd: boolean): StickyEnd {
    const atEnd = useRef(startAtEnd);
    const last = useRef(0);
    const [away, setAway] = useState(!startAtEnd);
    const set = useCallback((at: boolean) => {
        atEnd.current = at;
        setAway(!at);
    }, []);
    const scroll = useCallback(() => {
        window.scrollTo({ top: document.documentElement.scrollHeight });
        last.current = window.scrollY;
    }, []);
    useLayoutEffect(() => {
        const look = () => {
            const up = window.scrollY < last.current;
            last.current = window.scrollY;
            if (distance() < NEAR_PX) {
                set(true);
            } else if (up || !active) {
                set(false);
            }
        };
        window.addEventListener('scroll', look, { passive: true });
        window.addEventListener('resize', look);
        return () => {
            window.removeEventListener('scroll', look);
            window.removeEventListener('resize', look);
        };
    }, [active, set]);
    const go = useCallback(() => {
        set(true);
        scroll();
    }, [set, scroll]);
    const leave = useCallback(() => set(false), [set]);
    useLayoutEffect(() => {
        if (active && atEnd.current) {
            scroll();
        }
    }, [version, active, scroll]);
    // Cards measure themselves and answers are drawn a little later than their events come.
    useEffect(() => {
        if (!active) {
            return undefined;
        }
        const observer = new ResizeObserver(() => {
            if (atEnd.current) {
                scroll();
            }
        });
        observer.observe(document.body);
        return () => observer.disconnect();
    }, [active, scroll]);
    return { away, go, leave };
}
