import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { eachFrame } from '../../ui/frames';
import { useScope } from './cards';

/** Where a row is on the screen. */
interface Place {
    key: string;
    top: number;
}

/** Frames in which drawn rows are measured and move. */
const SETTLING_FRAMES = 3;

/**
 * Keeps the visible rows where they are when earlier rows are added above them. `show` brings a row onto the page that a
 * long list has not drawn.
 */
export function useKeptPlace(
    box: RefObject<HTMLElement | null>,
    missing: number,
    show: (key: string) => void,
): void {
    const { earlier, lit } = useScope();
    const places = useRef<Place[]>([]);
    const before = useRef(missing);
    useEffect(() => {
        if (!earlier.reading) {
            return undefined;
        }
        const note = () => {
            places.current = placesIn(box.current);
        };
        note();
        window.addEventListener('scroll', note, { passive: true });
        return () => window.removeEventListener('scroll', note);
    }, [box, earlier.reading]);
    useLayoutEffect(() => {
        const grown = missing < before.current;
        before.current = missing;
        // A search for evidence or a turn ends at what was searched.
        if (!grown || lit !== null || window.location.hash !== '') {
            return undefined;
        }
        const noted = places.current;
        const restore = (): boolean => {
            for (const { key, top } of noted) {
                const row = rowOf(box.current, key);
                if (row) {
                    window.scrollBy(0, row.getBoundingClientRect().top - top);
                    return true;
                }
            }
            return false;
        };
        restore();
        // A long list learns of its rows after this, and draws and measures them in the frames that follow.
        const first = noted[0];
        if (!first) {
            return undefined;
        }
        let drawn = false;
        let at = window.scrollY;
        const stop = eachFrame(() => {
            if (window.scrollY < at - window.innerHeight) {
                // Restoring moves the page down; it was the reader who moved it up.
                stop();
                return true;
            }
            drawn = restore() || drawn;
            if (!drawn) {
                show(first.key);
            }
            at = window.scrollY;
            return drawn;
        }, SETTLING_FRAMES);
        return stop;
    }, [box, missing, lit, show]);
}

function rowOf(box: HTMLElement | null, key: string): Element | null {
    return box?.querySelector(`[data-row="${CSS.escape(key)}"]`) ?? null;
}

/** The rows on the screen from the top, without the bar for earlier ones. */
function placesIn(box: HTMLElement | null): Place[] {
    const places: Place[] = [];
    for (const row of box?.querySelectorAll<HTMLElement>('[data-row]') ?? []) {
        const { top, bottom } = row.getBoundingClientRect();
        const key = row.dataset.row ?? '';
        if (bottom > 0 && top < window.innerHeight && key !== 'earlier' && !key.startsWith('turn-')) {
            places.push({ key, top });
        }
    }
    return places;
}
