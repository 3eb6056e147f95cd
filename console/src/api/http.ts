/** Requests to the server this page came from. */
import { isObject, number, parseObject, text } from '../protocol';
import { address } from './root';
import { askForToken, authorization } from './token';

/** An answer of 400 and above, or none at all (`status` 0). */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
        readonly retryAfter?: number,
    ) {
        super(message);
        this.name = 'ApiError';
    }
}

async function refusal(response: Response): Promise<ApiError> {
    const problem = parseObject(await response.text().catch(() => '')) ?? {};
    return new ApiError(
        response.status,
        text(problem.code) ?? '',
        text(problem.detail) ?? `The server answered ${response.status}.`,
        number(response.headers.get('retry-after')),
    );
}

export async function send(path: string, init: RequestInit = {}): Promise<Response> {
    let response: Response;
    try {
        response = await fetch(address(path), {
            ...init,
            cache: 'no-store',
            headers: {
                accept: 'application/json',
                ...authorization(),
                ...(init.headers as Record<string, string>),
            },
        });
    } catch (failure) {
        if (init.signal?.aborted) {
            throw failure;
        }
        throw new ApiError(0, 'unreachable', 'The server cannot be reached.');
    }
    if (response.status === 401) {
        askForToken();
    }
    if (!response.ok) {
        throw await refusal(response);
    }
    return response;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await send(path, signal ? { signal } : {})).json() as Promise<T>;
}

/** `key` makes a repeat harmless; only endpoints below /api/sessions know it. */
export async function postJson<T>(path: string, body: unknown, key?: string): Promise<T> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (key !== undefined) {
        headers['idempotency-key'] = key;
    }
    const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    if (!isObject(answer)) {
        throw new ApiError(response.status, 'unexpected_answer', 'Unexpected response from the server.');
    }
    return answer as T;
}

/** Not crypto.randomUUID: that is missing where a page comes over plain HTTP from another machine. */
export function newKey(): string {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
        byte.toString(16).padStart(2, '0'),
    ).join('');
}
