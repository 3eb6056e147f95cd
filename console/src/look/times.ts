/** Instants within sentences, to be shown in the reader's zone. */
import { clockZone, dateTime, day } from './format';

export interface Piece {
    text: string;
    /** Epoch milliseconds where the piece is an instant. */
    at: number | null;
}

/**
 * `2026-06-16T14:37:13Z`, `2026-06-16 14:37 UTC`, `14:37:13 UTC on 16 June 2026`; or `14:37:13 UTC`, whose date is
 * that of the incident.
 */
const INSTANT =
    /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:Z\b| ?UTC\b(?![+\-\u2212]))|\b(\d\d:\d\d(?::\d\d)?) UTC\b(?![+\-\u2212])(?: on (\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b)?/g;

const MONTHS = 'January February March April May June July August September October November December'.split(
    ' ',
);

/** The date that is written with a time, as `2026-06-16`. */
function written(match: RegExpMatchArray): string | null {
    if (match[1] !== undefined) return match[1];
    if (match[4] === undefined || match[5] === undefined || match[6] === undefined) return null;
    const month = String(MONTHS.indexOf(match[5]) + 1).padStart(2, '0');
    return `${match[6]}-${month}-${match[4].padStart(2, '0')}`;
}

/** Cuts a text at its instants. `incident` gives the date to times that have none; without it they stay as they are. */
export function timesIn(text: string, incident: number | null): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of text.matchAll(INSTANT)) {
        const date =
            written(match) ?? (incident === null ? null : new Date(incident).toISOString().slice(0, 10));
        const at = date === null ? NaN : Date.parse(`${date}T${match[2] ?? match[3] ?? ''}Z`);
        if (Number.isNaN(at)) continue;
        if (match.index > from) pieces.push({ text: text.slice(from, match.index), at: null });
        pieces.push({ text: match[4] === undefined ? shownTime(at, incident) : dateTime(at), at });
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
