/** Readers of JSON from elsewhere: they check every type and never throw. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
    [key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object a text holds; undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return isObject(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** A scalar as text, as the server reads one; undefined for null, objects, lists and missing fields. */
export function text(value: unknown): string | undefined {
    if (typeof value === 'string') {
        return value;
    }
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function number(value: unknown): number | undefined {
    if (typeof value === 'number') {
        return Number.isFinite(value) ? value : undefined;
    }
    if (typeof value === 'string' && value.trim() !== '') {
        const read = Number(value);
        return Number.isFinite(read) ? read : undefined;
    }
    return undefined;
}

export function list(value: unknown): Json[] {
    return Array.isArray(value) ? (value as Json[]) : [];
}

export function objects(value: unknown): JsonObject[] {
    return list(value).filter(isObject);
}

/** The texts of a list of scalars, without the items that are no scalars. */
export function texts(value: unknown): string[] {
    return list(value)
        .map(text)
        .filter((one): one is string => one !== undefined);
}

/** Milliseconds since the epoch of an ISO-8601 time; undefined when it is none. */
export function time(value: unknown): number | undefined {
    if (typeof value !== 'string') {
        return undefined;
    }
    const read = Date.parse(value);
    return Number.isNaN(read) ? undefined : read;
}
