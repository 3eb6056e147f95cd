/** Instants within sentences, to be shown in the reader's zone. */
import { clockZone, dateTime, day } from './format';

export interface Piece {
    text: string;
    /** Epoch milliseconds where the piece is an instant. */
    at: number | null;
}

/** `2026-06-16T14:37:13Z`, `2026-06-16 14:37 UTC`; or `14:37:13 UTC`, whose date is that of the incident. */
const INSTANT =
    /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:Z\b| ?UTC\b(?![+\-\u2212]))|\b(\d\d:\d\d(?::\d\d)?) UTC\b(?![+\-\u2212])/g;

/** Cuts a text at its instants. `incident` gives the date to times that have none; without it they stay as they are. */
export function timesIn(text: string, incident: number | null): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of text.matchAll(INSTANT)) {
        const date = match[1] ?? (incident === null ? null : new Date(incident).toISOString().slice(0, 10));
        const at = date === null ? NaN : Date.parse(`${date}T${match[2] ?? match[3] ?? ''}Z`);
        if (Number.isNaN(at)) continue;
        if (match.index > from) pieces.push({ text: text.slice(from, match.index), at: null });
        pieces.push({ text: shownTime(at, incident), at });
        from = match.index + match[0].length;
    }
    if (from < text.length) pieces.push({ text: text.slice(from), at: null });
    return pieces;
}

/** The whole text with its instants in the reader's zone. */
export function localTimes(text: string, incident: number | null): string {
    return timesIn(text, incident)
        .map((piece) => piece.text)
        .join('');
}

/** `16:37:13 (UTC+2)` on the day of the incident, with the date on others. */
function shownTime(at: number, incident: number | null): string {
    if (incident !== null && dateTime(at).slice(0, 11) === dateTime(incident).slice(0, 11))
        return clockZone(at);
    return `${day(at)}, ${clockZone(at)}`;
}
