/** One function an endpoint. */
import { NEEDS_APPROVAL } from '../protocol';
import type {
    Agents,
    JsonObject,
    LogEntry,
    LogPage,
    Environment,
    EnvironmentSummary,
    SearchResult,
    SessionPage,
    SessionState,
    Telemetry as TelemetryAnswer,
    Topology,
} from '../protocol';
import { ApiError, getJson, newKey, postJson, send } from './http';
import { address } from './root';
import { authorization } from './token';

export interface SessionFilter {
    q: string;
    status: string;
    environment: string;
}

/** Rows of a page of the list: a few screens, so that scrolling seldom waits. */
const PAGE = 100;

const at = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

export function listSessions(
    filter: SessionFilter,
    cursor: string | null,
    signal?: AbortSignal,
): Promise<SessionPage> {
    const query = new URLSearchParams({ limit: String(PAGE) });
    for (const [name, value] of Object.entries(filter) as [string, string][]) {
        if (value !== '') {
            // Only a running session waits for an approval; the list picks those of them that do.
            query.set(name, value === NEEDS_APPROVAL ? 'in_progress' : value);
        }
    }
    if (cursor !== null) {
        query.set('cursor', cursor);
    }
    return getJson(`/api/sessions?${query.toString()}`, signal);
}

export function readState(id: string, signal?: AbortSignal): Promise<SessionState> {
    return getJson(`${at(id)}?view=state`, signal);
}

/** Events of a page of a log: many screens, and drawn at once. */
const LOG_PAGE = 500;

/** The last events of a session's log before seq `before`. */
export function readBefore(id: string, before: number, signal?: AbortSignal): Promise<LogPage> {
    return getJson(`${at(id)}/events?before=${before}&limit=${LOG_PAGE}`, signal);
}

/** A session's log up to seq `last`, all of it. */
export async function readLog(id: string, last: number): Promise<LogEntry[]> {
    const events: LogEntry[] = [];
    for (let seq = 0; seq < last;) {
        const page = await getJson<LogPage>(`${at(id)}/events?after=${seq}&limit=${MOST_LOG_PAGE}`);
        const end = page.events.at(-1);
        if (!end) {
            break;
        }
        events.push(...page.events.filter((event) => event.seq <= last));
        seq = end.seq;
    }
    return events;
}

/** The longest page that the server gives. */
const MOST_LOG_PAGE = 1_000;

export function startSession(
    environment: string,
    alert: string,
    orchestrator: string,
    key: string,
): Promise<{ session_id: string; status: string }> {
    return postJson('/api/sessions', { environment, alert_text: alert, orchestrator }, key);
}

export function sendMessage(id: string, message: string): Promise<{ turn: number }> {
    return postJson(`${at(id)}/message`, { text: message }, newKey());
}

export function cancelSession(id: string): Promise<{ status: string; message?: string }> {
    return postJson(`${at(id)}/cancel`, {}, newKey());
}

export function saveSession(id: string): Promise<{ saved: string }> {
    return postJson(`${at(id)}/save`, {}, newKey());
}

export async function deleteSession(id: string, leaving = false): Promise<void> {
    await send(at(id), { method: 'DELETE', keepalive: leaving });
}

export function decide(
    session: string,
    approval: string,
    decision: 'approve' | 'deny',
    note: string,
): Promise<{ approval_id: string; decision: string }> {
    return postJson(
        `${at(session)}/approvals/${encodeURIComponent(approval)}`,
        note === '' ? { decision } : { decision, note },
        newKey(),
    );
}

export function streamUrl(id: string): string {
    return address(`${at(id)}/stream`);
}

export function resultUrl(session: string, call: string): string {
    return `${at(session)}/tool-calls/${encodeURIComponent(call)}/result`;
}

export async function readResult(session: string, call: string): Promise<JsonObject> {
    return getJson(resultUrl(session, call));
}

export async function readResultCsv(session: string, call: string): Promise<Blob> {
    return (await send(`${resultUrl(session, call)}?format=csv`, { headers: { accept: 'text/csv' } })).blob();
}

export function readEnvironment(name: string, signal?: AbortSignal): Promise<Environment> {
    return getJson(`/api/environments/${encodeURIComponent(name)}`, signal);
}

export async function listEnvironments(signal?: AbortSignal): Promise<EnvironmentSummary[]> {
    return (await getJson<{ environments: EnvironmentSummary[] }>('/api/environments', signal)).environments;
}

export function listAgents(environment: string | null, signal?: AbortSignal): Promise<Agents> {
    return getJson(
        environment === null ? '/api/agents' : `/api/agents?environment=${encodeURIComponent(environment)}`,
        signal,
    );
}

export function topology(environment: string): Promise<Topology> {
    return postJson('/query/topology', { environment });
}

/** The values of an entity's metrics over time, up to `to` (epoch milliseconds) where one is given. */
export function telemetry(environment: string, entity: string, to: number | null): Promise<TelemetryAnswer> {
    return postJson('/query/telemetry', {
        environment,
        entity,
        ...(to === null ? {} : { to: new Date(to).toISOString() }),
    });
}

export function searchKnowledge(
    environment: string,
    agent: string,
    query: string,
    top: number,
): Promise<SearchResult> {
    return postJson('/query/search', { environment, agent, query, top });
}

export function version(signal?: AbortSignal): Promise<{ name: string; version: string }> {
    return getJson('/api/version', signal);
}

/** What the server is using; null where an older server does not say it. */
export async function serverStatus(signal?: AbortSignal): Promise<JsonObject | null> {
    try {
        return await getJson<JsonObject>('/api/status', signal);
    } catch (failure) {
        if (failure instanceof ApiError && failure.status === 404) {
            return null;
        }
        throw failure;
    }
}

/** Null while the server can serve, else why it cannot. */
export async function readiness(): Promise<string | null> {
    try {
        await getJson('/health/ready');
        return null;
    } catch (failure) {
        return failure instanceof ApiError ? failure.message : String(failure);
    }
}

/** Whether the server accepts the token. */
export async function tokenWorks(token: string): Promise<boolean> {
    const response = await fetch(address('/api/version'), {
        headers: { ...authorization(), authorization: `Bearer ${token}` },
        cache: 'no-store',
    });
    return response.ok;
}
