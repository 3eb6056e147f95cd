/**
 * Small drawings for the icon names that packs use in `graph_styles`. Each is a path on a 24 by 24 grid, drawn
 * with a line of 2. A name that is not known gets the first letter of the entity's kind.
 */
const PATHS: Readonly<Record<string, string>> = {
    building: 'M5 21V5l8-2v18M13 9h6v12M3 21h18M8 8h2M8 12h2M8 16h2M16 13v0M16 17v0',
    router: 'M3 14h18v6H3zM7 17v0M11 17v0M12 14V8M8 7a5.5 5.5 0 0 1 8 0M5.5 4.5a9 9 0 0 1 13 0',
    fibre: 'M3 17c5 0 4-10 9-10s4 10 9 10M3 21h18M12 3v0',
    link: 'M9 15l6-6M10.5 6.5l2-2a4.2 4.2 0 0 1 6 6l-2 2M13.5 17.5l-2 2a4.2 4.2 0 0 1-6-6l2-2',
    duct: 'M3 9h18M3 15h18M6 9v6M12 9v6M18 9v6M3 5h18M3 19h18',
    amplifier: 'M6 4v16l13-8zM2 12h4M19 12h3',
    port: 'M4 6h16v12H4zM8 18v-5h8v5M10 6v3M14 6v3',
    path: 'M5 19a2 2 0 1 0 0-.1M19 5a2 2 0 1 0 0-.1M7 19h7a3.5 3.5 0 0 0 0-7h-4a3.5 3.5 0 0 1 0-7h7',
    service: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
    contract: 'M6 3h9l4 4v14H6zM9 10h6M9 14h6M9 18h3',
    sensor: 'M12 12v0M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8',
    depot: 'M3 21V9l9-5 9 5v12M7 21v-8h10v8M7 17h10',
    person: 'M12 11a4 4 0 1 0-.1 0M4.5 21a7.5 7.5 0 0 1 15 0',
    people: 'M9 11a3.5 3.5 0 1 0-.1 0M2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
    database: 'M4 6c0-4 16-4 16 0s-16 4-16 0v12c0 4 16 4 16 0V6M4 12c0 4 16 4 16 0',
    cloud: 'M7 19a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 9.5a4.8 4.8 0 0 1-.5 9.5z',
    server: 'M4 4h16v7H4zM4 13h16v7H4zM8 7.5v0M8 16.5v0',
    flow: 'M3 7h7v5H3zM14 13h7v5h-7zM10 9.5h3.5a3 3 0 0 1 3 3V13',
};

/** The path of an icon; empty for an unknown name. */
export function iconPath(name: string | undefined): string | null {
    return name !== undefined && Object.hasOwn(PATHS, name) ? (PATHS[name] ?? null) : null;
}

/** White or near-black, whichever reads better on `hex`. */
export function inkOn(hex: string): string {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
        const part = parseInt(hex.slice(at, at + 2), 16) / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return 1.05 / (light + 0.05) >= (light + 0.05) / 0.06 ? '#ffffff' : '#10161d';
}

/** The inside of an SVG: a rounded tile of a kind's colour with its icon. */
export function tile(color: string, icon: string | undefined, label: string, size: number): string {
    const ink = inkOn(color);
    const path = iconPath(icon);
    const scale = size / 32;
    const inside =
        path === null
            ? `<text x="16" y="22" font-family="sans-serif" font-size="17" font-weight="700" text-anchor="middle" fill="${ink}">${letter(label)}</text>`
            : `<path transform="translate(5.5 5.5) scale(.875)" d="${path}" fill="none" stroke="${ink}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;
    return `<g transform="scale(${String(scale)})"><rect width="32" height="32" rx="8" fill="${color}"/>${inside}</g>`;
}

/** Marks of the impact. Each differs in shape, not only in colour. */
export function mark(
    kind: 'down' | 'degraded' | 'at_risk' | 'affected' | 'cause',
    color: string,
    size: number,
): string {
    const shape = {
        cause: `<path d="M16 1l4.6 6.4 7.7-1.5-.9 7.8L32 20l-6.6 3.7L25 31l-9-2.5L7 31l-.4-7.3L0 20l4.6-6.3-.9-7.8 7.7 1.5z" fill="${color}"/><path d="M16 9v9M16 23v.5" stroke="#fff" stroke-width="4" stroke-linecap="round"/>`,
        down: `<rect x="2" y="2" width="28" height="28" rx="6" fill="${color}"/><path d="M10 10l12 12M22 10L10 22" stroke="#fff" stroke-width="4" stroke-linecap="round"/>`,
        degraded: `<circle cx="16" cy="16" r="13" fill="none" stroke="${color}" stroke-width="4"/><path d="M16 3a13 13 0 0 1 0 26z" fill="${color}"/>`,
        at_risk: `<path d="M16 4l13 24H3z" fill="none" stroke="${color}" stroke-width="4" stroke-linejoin="round"/><path d="M16 13v6M16 24v.3" stroke="${color}" stroke-width="4" stroke-linecap="round"/>`,
        affected: `<circle cx="16" cy="16" r="9" fill="${color}"/>`,
    }[kind];
    return `<g transform="scale(${String(size / 32)})">${shape}</g>`;
}

export function svgUri(inside: string, size: number): string {
    const side = String(size);
    return `data:image/svg+xml;utf8,${encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">${inside}</svg>`,
    )}`;
}

function letter(label: string): string {
    const first = /[\p{L}\p{N}]/u.exec(label)?.[0] ?? '?';
    return first.toUpperCase();
}
