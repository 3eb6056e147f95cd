/** More readers of JSON from elsewhere: missing fields and other types read as empty. */
import { type JsonObject, isObject, number, parseObject, text } from '../protocol';

export { isObject, list, texts } from '../protocol';

export function record(value: unknown): JsonObject {
    return isObject(value) ? value : {};
}

/** A scalar as text, anything else as the empty text. */
export function word(value: unknown): string {
    return text(value) ?? '';
}

export function amount(value: unknown): number | null {
    return number(value) ?? null;
}

/**
 * An ISO-8601 instant in epoch milliseconds; without a zone it is UTC. Only what begins like a date is taken:
 * `Date.parse` reads far too much ("SVC-01" is a date to it).
 */
export function instant(value: unknown): number | null {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d|$)/.test(value)) return null;
    const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(value) || value.length === 10;
    const parsed = Date.parse(zoned ? value : `${value.replace(' ', 'T')}Z`);
    return Number.isNaN(parsed) ? null : parsed;
}

/** The JSON object in a text, or an empty one. */
export function parsed(data: string): JsonObject {
    return parseObject(data) ?? {};
}
