import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end a reader is taken to be at it. */
const NEAR_PX = 90;

function distance(): number {
    const page = document.documentElement;
    return page.scrollHeight - window.scrollY - window.innerHeight;
}

/**
 * Keeps the end of the page in sight while it grows, if and only if it was in sight before. A reader who scrolled up is
 * left where he is.
 */
export function useStickyEnd(
    version: number,
    active: boolean,
    startAtEnd: boolean,
): { away: boolean; go: () => void } {
    const atEnd = useRef(startAtEnd);
    const [away, setAway] = useState(false);
    useEffect(() => {
        const look = () => {
            atEnd.current = distance() < NEAR_PX;
            setAway(!atEnd.current);
        };
        window.addEventListener('scroll', look, { passive: true });
        window.addEventListener('resize', look);
        return () => {
            window.removeEventListener('scroll', look);
            window.removeEventListener('resize', look);
        };
    }, []);
    const go = useCallback(() => {
        atEnd.current = true;
        window.scrollTo({ top: document.documentElement.scrollHeight });
    }, []);
    useLayoutEffect(() => {
        if (active && atEnd.current) {
            window.scrollTo({ top: document.documentElement.scrollHeight });
        }
    }, [version, active]);
    // Cards measure themselves and answers are drawn a little later than their events come.
    useEffect(() => {
        if (!active) {
            return undefined;
        }
        const observer = new ResizeObserver(() => {
            if (atEnd.current) {
                window.scrollTo({ top: document.documentElement.scrollHeight });
            }
        });
        observer.observe(document.body);
        return () => observer.disconnect();
    }, [active]);
    return { away, go };
}
