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

/** What the console's filter calls sessions that wait for a person's decision; the server knows no such status. */
export const NEEDS_APPROVAL = 'needs_approval';

export interface SessionSummary {
    id: string;
    scenario: string;
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

export interface SessionDetail {
    id: string;
    scenario: string;
    alert_text: string;
    status: SessionStatus;
    created_at: string;
    updated_at: string;
    event_log: LogEntry[];
    diagnosis: string;
    run_meta: JsonObject | null;
    error_detail: string;
    thread_id: string | null;
    turn_count: number;
    orchestrator?: string;
    verdict?: string | null;
    root_cause?: string | null;
    saved?: boolean;
    cancelling?: boolean;
    approvals?: OpenApproval[];
}

/** RFC 9457. */
export interface Problem {
    title: string;
    status: number;
    detail: string;
    code: string;
}
