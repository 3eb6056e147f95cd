/** Bodies of the session endpoints (PROTOCOL.md, section 2). */
import type { LogEntry } from './events';
import type { JsonObject } from './json';

export type SessionStatus = 'pending' | 'in_progress' | 'completed' | 'failed' | 'cancelled';

export const STATUSES: readonly SessionStatus[] = [
    'in_progress',
    'completed',
    'failed',
    'cancelled',
    'pending',
];

/** The filter for sessions that wait for a person's decision. It is the console's own: the server has no such status. */
export const NEEDS_APPROVAL = 'needs_approval';

export interface SessionSummary {
    id: string;
    environment: string;
    /** The first 100 characters. */
    alert_text: string;
    status: SessionStatus;
    step_count: number;
    turn_count: number;
    created_at: string;
    updated_at: string;
    orchestrator?: string;
    verdict?: string | null;
    root_cause?: string | null;
    saved?: boolean;
    awaiting_approval?: boolean;
}

export interface SessionPage {
    sessions: SessionSummary[];
    next_cursor?: string | null;
}

export interface OpenApproval {
    id: string;
    call: string;
    tool: string;
    arguments: JsonObject;
    expires_at: string;
}

/** A session without its log: the answer to `?view=state`. */
export interface SessionState {
    id: string;
    environment: string;
    alert_text: string;
    status: SessionStatus;
    created_at: string;
    updated_at: string;
    /** Text of the last answer, if it is among the last 256 events; else empty. */
    diagnosis: string;
    run_meta: JsonObject | null;
    error_detail: string;
    thread_id: string | null;
    turn_count: number;
    orchestrator: string;
    verdict: string | null;
    root_cause: string | null;
    /** The history of the store that positions in the log belong to. */
    epoch: string;
    saved: boolean;
    cancelling: boolean;
    approvals: OpenApproval[];
    /** seq of the last event. */
    last_seq: number;
    /** The end of the longest prefix of the log in which no call and no answer is half done. */
    settled_seq: number;
}

/** A part of a session's log, in ascending order. */
export interface LogPage {
    events: LogEntry[];
    last_seq: number;
}

/** RFC 9457. */
export interface Problem {
    title: string;
    status: number;
    detail: string;
    code: string;
}
