import { useEffect, type RefObject } from 'react';
import { firstPage, nextPage } from '../../session/find';
import { count } from '../../ui/time';
import { useScope } from './cards';

/** Loads earlier steps when the reader scrolls up to the bar that is in their place. */
export function useEarlierOnScroll(box: RefObject<HTMLElement | null>): void {
    const { earlier } = useScope();
    const { missing, reading, read } = earlier;
    useEffect(() => {
        if (missing === 0 || reading) {
            return undefined;
        }
        let last = window.scrollY;
        let frame = 0;
        const look = () => {
            const bar = box.current?.querySelector('.earlier')?.getBoundingClientRect();
            if (bar && bar.bottom > 0 && bar.top < window.innerHeight) {
                void read(nextPage);
            }
        };
        const scrolled = () => {
            // At the top there is nowhere to scroll up to: any scroll that ends there counts.
            if (window.scrollY < last || window.scrollY === 0) {
                // A long list draws its rows, and the bar among them, in the next frames.
                cancelAnimationFrame(frame);
                frame = requestAnimationFrame(() => {
                    frame = requestAnimationFrame(look);
                });
            }
            last = window.scrollY;
        };
        window.addEventListener('scroll', scrolled, { passive: true });
        return () => {
            cancelAnimationFrame(frame);
            window.removeEventListener('scroll', scrolled);
        };
    }, [box, missing, reading, read]);
}

/** In the feed in place of earlier steps. */
export function EarlierBar() {
    const { earlier } = useScope();
    const { reading, read } = earlier;
    return (
        <div className="earlier">
            <span role="status">
                {reading ? 'Loading earlier steps…' : `${count(earlier.missing)} earlier events`}
            </span>
            <button
                type="button"
                className="button button-small"
                disabled={reading}
                onClick={() => void read(nextPage)}
            >
                Show earlier steps
            </button>
        </div>
    );
}

/** Above a view that is drawn from the steps: it may lack something while earlier ones are not loaded. */
export function EarlierNotice() {
    const { earlier } = useScope();
    if (earlier.missing === 0) {
        return null;
    }
    return (
        <div className="notice earlier-notice">
            <span role="status">
                {earlier.reading
                    ? 'Loading earlier events…'
                    : `The first ${count(earlier.missing)} events are not loaded. This view shows what came after them.`}
            </span>
            <button
                type="button"
                className="button button-small"
                disabled={earlier.reading}
                onClick={() => void earlier.read(nextPage)}
            >
                Load more
            </button>
            <button
                type="button"
                className="button button-small"
                disabled={earlier.reading}
                onClick={() => void earlier.read(firstPage)}
            >
                Load all
            </button>
        </div>
    );
}
