/** What the strip of a session shows: turns, calls, answers and notable events, by number of the event. */
import type { SessionEvent } from '../../protocol';
import { parsed, word } from '../read';

export interface Span {
    /** Number of the event it begins with, from 0. */
    from: number;
    /** Number of the event it ends with. */
    to: number;
}

export interface StripTurn extends Span {
    index: number;
    text: string;
}

export interface StripCall extends Span {
    id: string;
    agent: string;
    query: string;
    failed: boolean;
    open: boolean;
    /** Calls at the same time have different lanes. */
    lane: number;
}

export type MarkKind = 'error' | 'approval' | 'diagnosis' | 'status';

export interface StripMark {
    at: number;
    kind: MarkKind;
    label: string;
}

export interface Strip {
    turns: StripTurn[];
    calls: StripCall[];
    answers: Span[];
    marks: StripMark[];
    lanes: number;
}

/** More lanes than this are too thin to see. */
const LANES = 5;

/** Reads the events once. Accepts any payload; calls and answers without an end last to the end of the strip. */
export function stripOf(events: readonly SessionEvent[]): Strip {
    const turns: StripTurn[] = [];
    const calls: StripCall[] = [];
    const answers: Span[] = [];
    const marks: StripMark[] = [];
    const open = new Map<string, StripCall>();
    let answer: Span | null = null;
    for (const [at, event] of events.entries()) {
        const turn = turns.at(-1);
        if (turn !== undefined) turn.to = at;
        switch (event.name) {
            case 'user_message':
                turns.push({ index: turns.length, from: at, to: at, text: word(parsed(event.data).text) });
                open.clear();
                break;
            case 'tool_call.start': {
                const data = parsed(event.data);
                const taken = new Set([...open.values()].map((call) => call.lane));
                const free = Array.from({ length: LANES }, (_, lane) => lane).find(
                    (lane) => !taken.has(lane),
                );
                const call = {
                    id: word(data.id),
                    agent: word(data.agent),
                    query: word(data.query),
                    from: at,
                    to: events.length - 1,
                    failed: false,
                    open: true,
                    lane: free ?? LANES - 1,
                };
                open.set(call.id, call);
                calls.push(call);
                break;
            }
            case 'tool_call.complete': {
                const data = parsed(event.data);
                const call = open.get(word(data.id));
                if (call !== undefined) {
                    Object.assign(call, { to: at, failed: data.error === true, open: false });
                    open.delete(call.id);
                }
                break;
            }
            case 'message.start':
                answer = { from: at, to: events.length - 1 };
                answers.push(answer);
                break;
            case 'message.complete':
                if (answer !== null) answer.to = at;
                answer = null;
                break;
            case 'error':
                marks.push({ at, kind: 'error', label: word(parsed(event.data).message) || 'Error' });
                break;
            case 'approval.requested':
                marks.push({ at, kind: 'approval', label: `Approval of ${word(parsed(event.data).tool)}` });
                break;
            case 'diagnosis':
                marks.push({
                    at,
                    kind: 'diagnosis',
                    label: `Diagnosis: ${word(parsed(event.data).verdict)}`,
                });
                break;
            case 'status':
                marks.push({ at, kind: 'status', label: word(parsed(event.data).message) });
                break;
        }
    }
    return { turns, calls, answers, marks, lanes: 1 + Math.max(0, ...calls.map((call) => call.lane)) };
}

/** An event in words, for screen readers while scrubbing. */
export function describe(event: SessionEvent | undefined): string {
    if (event === undefined) return 'before the first event';
    const data = parsed(event.data);
    const who = word(data.agent);
    switch (event.name) {
        case 'user_message':
            return `asked: ${short(word(data.text))}`;
        case 'tool_call.start':
            return `${who} begins: ${short(word(data.query))}`;
        case 'tool_call.complete':
            return `${who} ${data.error === true ? 'fails' : 'is done'}: ${short(word(data.query))}`;
        case 'message.delta':
            return 'the answer is written';
        case 'message.complete':
            return 'the answer is complete';
        case 'run.complete':
            return 'the turn is complete';
        case 'error':
            return `error: ${short(word(data.message))}`;
        default:
            return event.name.replace(/[._]/g, ' ');
    }
}

function short(text: string): string {
    const line = text.split('\n', 1)[0] ?? '';
    return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
