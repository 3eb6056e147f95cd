/** A turn as rows of a page: calls that ran in parallel are side by side, consecutive requests to models are one row. */
import type { Answer, Approval, Broken, ModelCall, Note, SessionView, ToolCall, Turn } from './view';

export type Row = { key: string; turn: Turn } & (
    | { kind: 'turn' }
    | { kind: 'earlier' }
    | { kind: 'calls'; calls: ToolCall[] }
    | { kind: 'models'; models: ModelCall[] }
    | { kind: 'approval'; approval: Approval }
    | { kind: 'note'; note: Note }
    | { kind: 'broken'; broken: Broken }
    | { kind: 'conclusion' }
    | { kind: 'answer'; answer: Answer }
    | { kind: 'end' }
);

/** Cards of one row; more that run at the same time get a row of their own, so that no row is taller than it must be. */
const MOST_BESIDE = 12;

/** Turns that are over do not change, nor do their rows. */
const known = new WeakMap<Turn, Row[]>();

export function rowsOf(view: SessionView): Row[] {
    const rows = view.turns.flatMap((turn) => {
        let rows = known.get(turn);
        if (!rows) {
            rows = rowsOfTurn(turn);
            known.set(turn, rows);
        }
        return rows;
    });
    const first = view.turns[0];
    if (view.missing > 0 && first) {
        rows.splice(first.partial ? 1 : 0, 0, { kind: 'earlier', key: 'earlier', turn: first });
    }
    return rows;
}

export function rowsOfTurn(turn: Turn): Row[] {
    const rows: Row[] = [{ kind: 'turn', key: `turn-${turn.index}`, turn }];
    let calls: ToolCall[] = [];
    let until = 0;
    let models: ModelCall[] = [];
    /** What happened while calls ran is shown below them. */
    let meanwhile: Row[] = [];
    const flushModels = () => {
        const first = models[0];
        if (first) {
            rows.push({ kind: 'models', key: `models-${first.seq}`, turn, models });
            models = [];
        }
    };
    const flushCalls = () => {
        const first = calls[0];
        if (first) {
            rows.push({ kind: 'calls', key: `calls-${first.startSeq}`, turn, calls });
            calls = [];
        }
        rows.push(...meanwhile);
        meanwhile = [];
    };
    for (const item of turn.items) {
        if (item.kind === 'call') {
            if (calls.length === MOST_BESIDE || item.startSeq > until) {
                flushCalls();
                flushModels();
                until = 0;
            }
            calls.push(item);
            until = Math.max(until, item.endSeq ?? Infinity);
            continue;
        }
        const at = item.seq;
        if (item.kind === 'model') {
            if (calls.length > 0 && at > until) {
                flushCalls();
            }
            models.push(item);
            continue;
        }
        const row: Row =
            item.kind === 'approval'
                ? { kind: 'approval', key: `approval-${item.id}`, turn, approval: item }
                : item.kind === 'note'
                  ? { kind: 'note', key: `note-${at}`, turn, note: item }
                  : { kind: 'broken', key: `broken-${at}`, turn, broken: item };
        if (calls.length > 0 && at < until) {
            meanwhile.push(row);
        } else {
            flushCalls();
            flushModels();
            rows.push(row);
        }
    }
    flushCalls();
    flushModels();
    if (turn.diagnosis) {
        rows.push({ kind: 'conclusion', key: `conclusion-${turn.index}`, turn });
    }
    for (const answer of turn.answers) {
        rows.push({ kind: 'answer', key: `answer-${answer.seq}`, turn, answer });
    }
    rows.push({ kind: 'end', key: `end-${turn.index}`, turn });
    return rows;
}

/** What the models of a turn used, as far as it is known; the figures of `run.complete` take precedence. */
export function usage(turn: Turn): { input: number; output: number; cost: number; known: boolean } {
    const reported = turn.meta?.tokens;
    if (reported && (reported.input !== undefined || reported.output !== undefined)) {
        return {
            input: reported.input ?? 0,
            output: reported.output ?? 0,
            cost: reported.cost ?? 0,
            known: true,
        };
    }
    const sum = { input: 0, output: 0, cost: 0, known: false };
    for (const item of turn.items) {
        if (item.kind === 'model' && item.usage) {
            sum.input += item.usage.input ?? 0;
            sum.output += item.usage.output ?? 0;
            sum.cost += item.cost ?? 0;
            sum.known = true;
        }
    }
    return sum;
}
