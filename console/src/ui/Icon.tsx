/** The few signs the console uses, drawn with lines. */
const PATHS = {
    check: 'M4 12.5l5 5L20 6.5',
    cross: 'M6 6l12 12M18 6L6 18',
    stop: 'M7 7h10v10H7z',
    plus: 'M12 5v14M5 12h14',
    search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20',
    trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13',
    back: 'M15 5l-7 7 7 7',
    down: 'M6 9l6 6 6-6',
    right: 'M9 6l6 6-6 6',
    moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
    sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
    auto: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 3v18',
    help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.5',
    link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
    copy: 'M9 9h10v11H9zM5 15V4h10',
    download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
    print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
    pin: 'M6 4h12v16l-6-4-6 4z',
    warn: 'M12 4l9 16H3zM12 10v4M12 17v.5',
    hand: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v6M12 16v.5',
    clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3.5 2',
    send: 'M4 12l16-8-6 16-3-6.5z',
    model: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
    graph: 'M6 8a2 2 0 1 1 0-4 2 2 0 0 1 0 4zM18 14a2 2 0 1 1 0-4 2 2 0 0 1 0 4zM7 20a2 2 0 1 1 0-4 2 2 0 0 1 0 4zM8 7l8 4M8.8 17l7.5-4',
    chart: 'M4 19h16M5 15l4-5 4 3 6-8',
    book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11',
    ticket: 'M4 7h16v3.5a1.5 1.5 0 0 0 0 3V17H4v-3.5a1.5 1.5 0 0 0 0-3zM14 7v10',
    agent: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20a7.5 7.5 0 0 1 15 0',
    dispatch: 'M3 7h11v9H3zM14 10h4l3 3v3h-7M7 18.5a1.5 1.5 0 1 1 0-.1M17 18.5a1.5 1.5 0 1 1 0-.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, label }: { name: IconName; label?: string }) {
    return (
        <svg
            className="icon"
            viewBox="0 0 24 24"
            aria-hidden={label === undefined ? true : undefined}
            role={label === undefined ? undefined : 'img'}
            aria-label={label}
        >
            <path d={PATHS[name]} />
        </svg>
    );
}
