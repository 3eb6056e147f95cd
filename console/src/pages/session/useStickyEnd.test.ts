import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStickyEnd } from './useStickyEnd';

const WINDOW = 600;

/** A page of some height, as the browser has it; jsdom lays nothing out. */
const page = {
    height: 0,
    top: 0,
    grow(by: number) {
        this.height += by;
    },
    scrollTo(top: number) {
        this.top = Math.max(0, Math.min(top, this.height - WINDOW));
    },
    /** The browser reports scrolls a frame after they happened. */
    report() {
        act(() => void window.dispatchEvent(new Event('scroll')));
    },
    get below() {
        return this.height - this.top - WINDOW;
    },
};

beforeEach(() => {
    page.height = 3_000;
    page.top = 0;
    Object.defineProperty(document.documentElement, 'scrollHeight', {
        configurable: true,
        get: () => page.height,
    });
    Object.defineProperty(window, 'scrollY', { configurable: true, get: () => page.top });
    Object.defineProperty(window, 'innerHeight', { configurable: true, value: WINDOW });
    Object.defineProperty(window, 'scrollTo', {
        configurable: true,
        value: ({ top }: ScrollToOptions) => page.scrollTo(top ?? 0),
    });
    Object.defineProperty(window, 'ResizeObserver', {
        configurable: true,
        value: class {
            observe = () => undefined;
            disconnect = () => undefined;
        },
    });
});

function follow(active = true) {
    return renderHook(
        ({ version, running }: { version: number; running: boolean }) => useStickyEnd(version, running, true),
        {
            initialProps: { version: 1, running: active },
        },
    );
}

describe('the end of a page that grows', () => {
    it('is followed when the page grew before the browser reported the scroll', () => {
        const { result, rerender } = follow();
        page.grow(500);
        page.report();
        expect(result.current.away).toBe(false);
        rerender({ version: 2, running: true });
        expect(page.below).toBe(0);
    });

    it('is let go when the reader scrolls up, and followed again when he is back', () => {
        const { result, rerender } = follow();
        page.scrollTo(page.top - 400);
        page.report();
        expect(result.current.away).toBe(true);
        page.grow(500);
        rerender({ version: 2, running: true });
        expect(page.below).toBe(900);
        page.scrollTo(page.height);
        page.report();
        expect(result.current.away).toBe(false);
        page.grow(500);
        rerender({ version: 3, running: true });
        expect(page.below).toBe(0);
    });

    it('is let go at once when the page shows something else, before any scroll is reported', () => {
        const { result, rerender } = follow();
        act(() => result.current.leave());
        page.scrollTo(200);
        rerender({ version: 2, running: true });
        expect(page.top).toBe(200);
        expect(result.current.away).toBe(true);
        act(() => result.current.go());
        expect(page.below).toBe(0);
        expect(result.current.away).toBe(false);
    });

    it('is left alone while nothing runs', () => {
        const { result, rerender } = follow(false);
        page.scrollTo(200);
        page.report();
        expect(result.current.away).toBe(true);
        rerender({ version: 2, running: true });
        expect(page.top).toBe(200);
    });
});
