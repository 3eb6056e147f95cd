import { type RefObject, useEffect, useState } from 'react';

/** The colours a canvas needs as values, because it cannot read custom properties. */
const NAMES = [
    'surface',
    'sunken',
    'text',
    'quiet',
    'line',
    'accent',
    'down',
    'degraded',
    'at-risk',
    'affected',
    'cause',
    'cause-soft',
    'path',
    'candidate',
    'edge',
    'edge-lit',
    'ok',
    'band',
    'series',
] as const;

export type ColorName = (typeof NAMES)[number];
export type Colors = Readonly<Record<ColorName, string>>;

/** For paper, and where there is no style sheet. */
export const PAPER: Colors = {
    surface: '#ffffff',
    sunken: '#f3f5f8',
    text: '#17202b',
    quiet: '#55616f',
    line: '#d5dbe3',
    accent: '#1d5fd0',
    down: '#c62334',
    degraded: '#a85b00',
    'at-risk': '#7a6400',
    affected: '#5b4bb5',
    cause: '#b3122a',
    'cause-soft': '#fde7e9',
    path: '#d03a2b',
    candidate: '#6a3fc4',
    edge: '#a9b4c1',
    'edge-lit': '#76828f',
    ok: '#23784a',
    band: '#2f7fd322',
    series: '#1d5fd0',
};

/** The colours in force at an element; they follow the theme of the page and of the system. */
export function useColors(element: RefObject<HTMLElement | null>): Colors {
    const [colors, setColors] = useState(PAPER);
    useEffect(() => {
        const read = (): void => {
            if (element.current === null) return;
            const style = getComputedStyle(element.current);
            setColors((before) => {
                const now = Object.fromEntries(
                    NAMES.map((name) => [
                        name,
                        style.getPropertyValue(`--look-${name}`).trim() || PAPER[name],
                    ]),
                ) as Colors;
                return NAMES.every((name) => now[name] === before[name]) ? before : now;
            });
        };
        read();
        const dark = matchMedia('(prefers-color-scheme: dark)');
        dark.addEventListener('change', read);
        const observer = new MutationObserver(read);
        observer.observe(document.documentElement, {
            attributes: true,
            attributeFilter: ['data-theme', 'class'],
        });
        return () => {
            dark.removeEventListener('change', read);
            observer.disconnect();
        };
    }, [element]);
    return colors;
}

export function reducedMotion(): boolean {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
