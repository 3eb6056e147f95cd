/** The model of a session that the fold of its events makes and every page draws. */
import type {
    Diagnosis,
    DispatchAction,
    JsonObject,
    SessionEvent,
    SessionStatus,
    SubStep,
    Tokens,
    Visualization,
} from '../protocol';

/**
 * A list that only grows. Snapshots share their storage: a push onto the newest is one element, a push onto an older
 * one copies. So the cost of a view per frame depends on the new events only.
 */
export class Appendable<T> {
    readonly length: number;

    private constructor(
        private readonly store: T[],
        length: number,
    ) {
        this.length = length;
    }

    static empty<T>(): Appendable<T> {
        return new Appendable<T>([], 0);
    }

    static of<T>(items: readonly T[]): Appendable<T> {
        return new Appendable([...items], items.length);
    }

    push(items: readonly T[]): Appendable<T> {
        if (items.length === 0) {
            return this;
        }
        const store = this.store.length === this.length ? this.store : this.store.slice(0, this.length);
        for (const item of items) {
            store.push(item);
        }
        return new Appendable(store, this.length + items.length);
    }

    at(index: number): T | undefined {
        return index >= 0 && index < this.length ? this.store[index] : undefined;
    }

    slice(from = 0, to = this.length): T[] {
        return this.store.slice(Math.max(0, from), Math.min(to, this.length));
    }

    *[Symbol.iterator](): Iterator<T> {
        for (let i = 0; i < this.length; i++) {
            yield this.store[i] as T;
        }
    }
}

/** `cancelled` is a call that did not end before its turn was cancelled; it is no failure. */
export type CallState = 'running' | 'done' | 'failed' | 'cancelled';

/** A step inside a tool call; `sub_steps` of the complete and `tool_call.progress` describe the same steps. */
export interface CallStep extends SubStep {
    state: CallState;
    /** As the server said it, such as `1.2s`. */
    duration?: string;
    /** Milliseconds since the epoch. */
    startedAt?: number;
}

export interface ToolCall {
    readonly kind: 'call';
    id: string;
    /** Counts through the turn from 1; 0 when the payload did not say. */
    step: number;
    agent: string;
    query: string;
    reasoning?: string;
    /** The orchestrator's own name of the call; the investigator's end in the evidence id, `alarms-E1`. */
    key?: string;
    sideEffect: boolean;
    state: CallState;
    /** Milliseconds since the epoch. */
    startedAt?: number;
    endedAt?: number;
    /** As the server said it, such as `12.3s`. */
    duration?: string;
    response?: string;
    visualizations: Visualization[];
    steps: CallStep[];
    action?: DispatchAction;
    /** seq of its start and its complete; where a replay finds them. */
    startSeq: number;
    endSeq?: number;
}

export interface Approval {
    readonly kind: 'approval';
    id: string;
    /** Id of the tool call that waits. */
    call: string;
    tool: string;
    arguments: JsonObject;
    requestedAt?: number;
    expiresAt?: number;
    decision?: 'approve' | 'deny';
    /** Who decided; `expiry` and `turn_end` are the server's own. */
    by?: string;
    note?: string;
    /** The turn ended before a decision; only an external agent leaves an approval so. */
    lapsed?: true;
    seq: number;
}

/** A request to a model and what came back. */
export interface ModelCall {
    readonly kind: 'model';
    key: string;
    agent: string;
    provider: string;
    host: string;
    model: string;
    /** Sent, in bytes. */
    bytes?: number;
    local: boolean;
    /** Number of replaced texts by kind, such as `email`. */
    replaced: Record<string, number>;
    state: 'waiting' | 'done';
    text?: string;
    reasoning?: string;
    toolCalls: { id: string; name: string; arguments: string }[];
    finishReason?: string;
    usage?: Tokens;
    cost?: number;
    duration?: string;
    seq: number;
}

/** A `status` event. */
export interface Note {
    readonly kind: 'note';
    message: string;
    status?: string;
    seq: number;
}

/** An event whose payload lacks a field that its name requires, or has another type there. */
export interface Broken {
    readonly kind: 'broken';
    name: string;
    data: string;
    seq: number;
}

/** The parts of a turn in the order in which they began. */
export type TurnItem = ToolCall | Approval | ModelCall | Note | Broken;

export interface Answer {
    id: string;
    text: string;
    complete: boolean;
    seq: number;
}

export interface RunMeta {
    steps?: number;
    /** As the server said it, such as `34.5s`. */
    time?: string;
    tokens?: Tokens;
    raw: JsonObject;
}

export interface TurnError {
    message: string;
    code?: string;
    recoverable?: boolean;
}

export type TurnState = 'running' | 'completed' | 'failed' | 'cancelled';

export interface Turn {
    /** 0 for the alert, 1 for the first follow-up. */
    index: number;
    state: TurnState;
    /** The alert or the follow-up; empty where the turn's beginning is not loaded. */
    text: string;
    /** The beginning of the turn is not loaded. */
    partial?: true;
    runId?: string;
    orchestrator?: string;
    items: readonly TurnItem[];
    answers: readonly Answer[];
    diagnosis?: Diagnosis;
    meta?: RunMeta;
    error?: TurnError;
    startSeq: number;
    endSeq?: number;
    /** Milliseconds since the epoch. */
    startedAt?: number;
    endedAt?: number;
}

export interface SessionView {
    id: string;
    environment: string;
    orchestrator: string;
    alertText: string;
    status: SessionStatus;
    cancelling: boolean;
    threadId: string | null;
    /** 0 in the first turn; -1 before it. */
    turnCount: number;
    /** Finished tool calls of all turns. */
    stepCount: number;
    turns: readonly Turn[];
    /** Text of the last finished answer; empty before. */
    answerText: string;
    /** The last `run.complete`. */
    runMeta: RunMeta | null;
    /** Why the last turn failed; empty when it did not. */
    errorDetail: string;
    /** The last `diagnosis` event's. */
    verdict: string | null;
    rootCause: string | null;
    /** From an id that answers cite (`E3`, or the id of a call) to the id of the tool call. */
    evidence: ReadonlyMap<string, string>;
    /** The loaded events: the end of the log, or all of it. */
    events: Appendable<SessionEvent>;
    /** Number of earlier events of the log that are not loaded. */
    missing: number;
    /** The view before the first loaded event; absent where none is missing. */
    base?: SessionView;
    /** seq of the last event; 0 before the first. */
    seq: number;
}

export function callsOf(turn: Turn): ToolCall[] {
    return turn.items.filter((item): item is ToolCall => item.kind === 'call');
}

/** Number of tool calls that began in a turn, with those that are not loaded: calls are numbered. */
export function stepsOf(turn: Turn): number {
    const calls = callsOf(turn);
    return calls.reduce((most, call) => Math.max(most, call.step), calls.length);
}

/** All tool calls of a session, in order. */
export function allCalls(view: SessionView): ToolCall[] {
    return view.turns.flatMap(callsOf);
}

export function findCall(view: SessionView, id: string): { turn: Turn; call: ToolCall } | undefined {
    for (const turn of view.turns) {
        for (const item of turn.items) {
            if (item.kind === 'call' && item.id === id) {
                return { turn, call: item };
            }
        }
    }
    return undefined;
}

export function openApprovals(view: SessionView): Approval[] {
    return view.turns
        .flatMap((turn) => turn.items)
        .filter((item): item is Approval => item.kind === 'approval' && !item.decision && !item.lapsed);
}

export function running(view: SessionView): boolean {
    return view.status === 'in_progress';
}
