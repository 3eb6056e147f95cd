/**
 * The fold: a view and the events after it to the next view. Pure; the same as the server's, checked against the same
 * golden histories. Never fails on an event: a payload without the fields of its event becomes a `broken` item.
 */
import { isObject, number, parseObject, text, time, type JsonObject, type SessionEvent } from '../protocol';
import * as read from './read';
import {
    Appendable,
    type Answer,
    type Approval,
    type CallStep,
    type ModelCall,
    type SessionView,
} from './view';
import type { ToolCall, Turn, TurnItem, TurnState } from './view';

export interface Origin {
    id: string;
    environment?: string;
    orchestrator?: string;
}

export function emptyView(origin: Origin): SessionView {
    return {
        id: origin.id,
        environment: origin.environment ?? '',
        orchestrator: origin.orchestrator ?? '',
        alertText: '',
        status: 'pending',
        cancelling: false,
        threadId: null,
        turnCount: -1,
        stepCount: 0,
        turns: [],
        answerText: '',
        runMeta: null,
        errorDetail: '',
        verdict: null,
        rootCause: null,
        evidence: new Map(),
        events: Appendable.empty(),
        missing: 0,
        seq: 0,
    };
}

/** Folds events in the order of their seq. Events that the view has already are skipped. */
export function fold(view: SessionView, events: readonly SessionEvent[]): SessionView {
    const draft = new Draft(view);
    for (const event of events) {
        draft.take(event);
    }
    return draft.done();
}

/** The response of a call that did not end before its turn was cancelled. */
const CANCELLED = 'FAILED: [cancelled]';

const EVIDENCE_IN_KEY = /(?:^|-)(E\d+)$/;

/** The id in the key of a call by which answers cite it, such as `E3`. */
export function evidenceOf(key: string | undefined): string | undefined {
    return EVIDENCE_IN_KEY.exec(key ?? '')?.[1];
}

/** A view while a batch is folded in: changed parts are copied once, the rest is shared. */
class Draft {
    private readonly next: SessionView;
    private readonly taken: SessionEvent[] = [];
    private turns: Turn[] | undefined;
    private turn: Turn | undefined;
    private items: TurnItem[] | undefined;
    private answers: Answer[] | undefined;
    private evidence: Map<string, string> | undefined;

    constructor(view: SessionView) {
        this.next = { ...view };
    }

    done(): SessionView {
        this.settleTurn();
        if (this.turns) {
            this.next.turns = this.turns;
        }
        if (this.evidence) {
            this.next.evidence = this.evidence;
        }
        this.next.events = this.next.events.push(this.taken);
        return this.next;
    }

    take(event: SessionEvent): void {
        if (event.seq <= this.next.seq) {
            return;
        }
        this.next.seq = event.seq;
        this.taken.push(event);
        const data = parseObject(event.data);
        if (!data || !this.apply(event, data)) {
            this.add({ kind: 'broken', name: event.name, data: event.data, seq: event.seq });
        }
    }

    /** False when the payload lacks a required field. */
    private apply(event: SessionEvent, data: JsonObject): boolean {
        switch (event.name) {
            case 'user_message':
                return this.userMessage(event, data);
            case 'run.start':
                return this.runStart(data);
            case 'session.created':
                return this.sessionCreated(data);
            case 'tool_call.start':
                return this.callStart(event, data);
            case 'tool_call.progress':
                return this.callProgress(data);
            case 'tool_call.complete':
                return this.callComplete(event, data);
            case 'approval.requested':
                return this.approvalRequested(event, data);
            case 'approval.resolved':
                return this.approvalResolved(data);
            case 'model.request':
                return this.modelRequest(event, data);
            case 'model.response':
                return this.modelResponse(event, data);
            case 'diagnosis':
                return this.diagnosis(data);
            case 'message.start':
                return this.answerStart(event, data);
            case 'message.delta':
                return this.answerDelta(event, data);
            case 'message.complete':
                return this.answerComplete(event, data);
            case 'status':
                return this.status(event, data);
            case 'run.complete':
                return this.runComplete(event, data);
            case 'error':
                return this.runError(event, data);
            default:
                return true; // of a kind this console does not know: in the raw log only
        }
    }

    // ---- turns ---------------------------------------------------------------------------------

    private userMessage(event: SessionEvent, data: JsonObject): boolean {
        const said = text(data.text);
        if (said === undefined) {
            return false;
        }
        this.settleTurn();
        this.turns ??= [...this.next.turns];
        const turn: Turn = {
            index: this.next.turnCount + 1,
            state: 'running',
            text: said,
            items: [],
            answers: [],
            startSeq: event.seq,
            startedAt: time(event.timestamp) ?? event.arrived,
        };
        this.turns.push(turn);
        this.turn = turn;
        this.next.turnCount = turn.index;
        this.next.alertText = turn.index === 0 ? said : this.next.alertText;
        this.next.errorDetail = '';
        this.next.status = 'in_progress';
        return true;
    }

    private runStart(data: JsonObject): boolean {
        const run = text(data.run_id);
        if (run === undefined || text(data.alert) === undefined || read.stamp(data) === undefined) {
            return false;
        }
        this.next.environment = text(data.environment) ?? text(data.scenario) ?? this.next.environment;
        this.next.orchestrator = text(data.orchestrator) ?? this.next.orchestrator;
        const turn = this.openTurn();
        if (turn) {
            turn.runId = run;
            turn.orchestrator = this.next.orchestrator;
            turn.startedAt = read.stamp(data) ?? turn.startedAt;
        }
        return true;
    }

    private sessionCreated(data: JsonObject): boolean {
        const thread = text(data.thread_id);
        if (thread === undefined) {
            return false;
        }
        this.next.threadId = thread;
        return true;
    }

    private runComplete(event: SessionEvent, data: JsonObject): boolean {
        // The view has any payload as the run's end; the status changes only with a valid one.
        this.next.runMeta = read.runMeta(data);
        if (text(data.time) === undefined || number(data.steps) === undefined) {
            return false;
        }
        this.endTurn(event, 'completed', (turn) => {
            turn.meta = read.runMeta(data);
        });
        return true;
    }

    private runError(event: SessionEvent, data: JsonObject): boolean {
        const message = text(data.message);
        if (message === undefined) {
            return false;
        }
        const code = text(data.code);
        this.next.errorDetail = message;
        this.endTurn(event, code === 'cancelled' ? 'cancelled' : 'failed', (turn) => {
            turn.error = { message, code, recoverable: data.recoverable === true };
        });
        return true;
    }

    private endTurn(
        event: SessionEvent,
        state: Exclude<TurnState, 'running'>,
        more: (turn: Turn) => void,
    ): void {
        if (this.next.status !== 'in_progress') {
            return;
        }
        this.next.status = state;
        this.next.cancelling = false;
        const turn = this.openTurn();
        if (turn) {
            turn.state = state;
            turn.endSeq = event.seq;
            turn.endedAt = time(event.timestamp) ?? event.arrived;
            more(turn);
            this.closeAll(turn, event);
        }
    }

    /** Closes what is open at the end of a turn; external agents may leave something open. */
    private closeAll(turn: Turn, event: SessionEvent): void {
        (this.items ?? turn.items).forEach((item, i) => {
            if (item.kind === 'call' && item.state === 'running') {
                const state = turn.state === 'cancelled' ? 'cancelled' : 'failed';
                this.replace(i, { ...item, state, endedAt: turn.endedAt, endSeq: event.seq });
            } else if (item.kind === 'approval' && !item.decision) {
                this.replace(i, { ...item, lapsed: true });
            } else if (item.kind === 'model' && item.state === 'waiting') {
                this.replace(i, { ...item, state: 'done' });
            }
        });
        (this.answers ?? turn.answers).forEach((answer, i) => {
            if (!answer.complete) {
                this.ownAnswers()[i] = { ...answer, complete: true };
            }
        });
    }

    // ---- tool calls ----------------------------------------------------------------------------

    private callStart(event: SessionEvent, data: JsonObject): boolean {
        const [id, agent, query] = [text(data.id), text(data.agent), text(data.query)];
        if (id === undefined || agent === undefined || query === undefined) {
            return false;
        }
        const key = text(data.key);
        this.add({
            kind: 'call',
            id,
            step: number(data.step) ?? 0,
            agent,
            query,
            reasoning: text(data.reasoning),
            key,
            sideEffect: data.side_effect === true,
            state: 'running',
            startedAt: read.stamp(data) ?? time(event.timestamp) ?? event.arrived,
            visualizations: [],
            steps: [],
            startSeq: event.seq,
        });
        this.cite(id, id);
        const cited = evidenceOf(key);
        if (cited) {
            this.cite(cited, id);
        }
        return true;
    }

    private callProgress(data: JsonObject): boolean {
        const [id, index] = [text(data.id), number(data.index)];
        if (id === undefined || index === undefined) {
            return false;
        }
        const at = this.find('call', (call) => call.id === id && call.state === 'running');
        if (at === undefined) {
            return true; // of a call that is over
        }
        const call = at.item;
        const known = call.steps.find((step) => step.index === index);
        const step: CallStep = {
            index,
            query: text(data.query) ?? known?.query ?? '',
            agent: text(data.agent) ?? known?.agent ?? call.agent,
            result_summary: text(data.result_summary) ?? known?.result_summary ?? '',
            state: data.status === 'failed' ? 'failed' : data.status === 'done' ? 'done' : 'running',
            duration: text(data.duration) ?? known?.duration,
            startedAt: known?.startedAt ?? read.stamp(data),
        };
        const steps = known
            ? call.steps.map((one) => (one === known ? step : one))
            : [...call.steps, step].sort((a, b) => a.index - b.index);
        this.replace(at.index, { ...call, steps });
        return true;
    }

    private callComplete(event: SessionEvent, data: JsonObject): boolean {
        this.next.stepCount++;
        const [id, agent, response] = [text(data.id), text(data.agent), text(data.response)];
        if (id === undefined || agent === undefined || response === undefined) {
            return false;
        }
        const at = this.find('call', (call) => call.id === id);
        const start = at?.item;
        const reported = read.subSteps(data.sub_steps);
        const call: ToolCall = {
            kind: 'call',
            id,
            step: number(data.step) ?? start?.step ?? 0,
            agent,
            query: text(data.query) ?? start?.query ?? '',
            reasoning: text(data.reasoning) ?? start?.reasoning,
            key: start?.key ?? text(data.key),
            sideEffect: start?.sideEffect ?? false,
            state: data.error !== true ? 'done' : response.startsWith(CANCELLED) ? 'cancelled' : 'failed',
            startedAt: start?.startedAt,
            endedAt: read.stamp(data) ?? time(event.timestamp) ?? event.arrived,
            duration: text(data.duration),
            response,
            visualizations: read.visualizations(data.visualizations),
            steps: reported.length > 0 ? withDurations(reported, start?.steps) : ended(start?.steps ?? []),
            action: read.action(data.action),
            startSeq: start?.startSeq ?? event.seq,
            endSeq: event.seq,
        };
        if (at) {
            this.replace(at.index, call);
        } else {
            this.add(call);
            this.cite(id, id);
        }
        return true;
    }

    // ---- approvals and models ------------------------------------------------------------------

    private approvalRequested(event: SessionEvent, data: JsonObject): boolean {
        const [id, tool] = [text(data.id), text(data.tool)];
        if (id === undefined || tool === undefined) {
            return false;
        }
        const of = text(data.call) ?? '';
        const call = this.find('call', (one: ToolCall) => one.id === of)?.item;
        const waits = call ? call.state === 'running' : this.openTurn()?.partial === true;
        if (!waits) {
            return true; // as on the server: no call waits for it
        }
        if (this.find('approval', (asked: Approval) => asked.id === id && asked.decision === undefined)) {
            return true;
        }
        this.add({
            kind: 'approval',
            id,
            call: of,
            tool,
            arguments: read.args(data.arguments),
            requestedAt: read.stamp(data) ?? time(event.timestamp) ?? event.arrived,
            expiresAt: time(data.expires_at),
            seq: event.seq,
        });
        return true;
    }

    private approvalResolved(data: JsonObject): boolean {
        const [id, decision] = [text(data.id), data.decision];
        if (id === undefined || (decision !== 'approve' && decision !== 'deny')) {
            return false;
        }
        const at = this.find('approval', (approval: Approval) => approval.id === id);
        if (at) {
            this.replace(at.index, { ...at.item, decision, by: text(data.by), note: text(data.note) });
        }
        return true;
    }

    private modelRequest(event: SessionEvent, data: JsonObject): boolean {
        const key = text(data.key);
        if (key === undefined) {
            return false;
        }
        this.add({
            kind: 'model',
            key,
            agent: text(data.agent) ?? '',
            provider: text(data.provider) ?? '',
            host: text(data.host) ?? '',
            model: text(data.model) ?? '',
            bytes: number(data.bytes),
            local: data.local === true,
            replaced: counts(data.replaced),
            state: 'waiting',
            toolCalls: [],
            seq: event.seq,
        });
        return true;
    }

    private modelResponse(event: SessionEvent, data: JsonObject): boolean {
        const key = text(data.key);
        if (key === undefined) {
            return false;
        }
        const at = this.find('model', (model: ModelCall) => model.key === key && model.state === 'waiting');
        const usage = read.tokens(data.usage);
        const answered: ModelCall = {
            ...(at?.item ?? {
                kind: 'model',
                key,
                agent: text(data.agent) ?? '',
                provider: text(data.provider) ?? '',
                host: '',
                model: text(data.model) ?? '',
                local: false,
                replaced: {},
                seq: event.seq,
            }),
            state: 'done',
            text: text(data.text),
            reasoning: text(data.reasoning),
            toolCalls: toolCalls(data.tool_calls),
            finishReason: text(data.finish_reason),
            usage,
            cost: number(data.cost) ?? usage?.cost,
            duration: text(data.duration),
        };
        if (at) {
            this.replace(at.index, answered);
        } else {
            this.add(answered);
        }
        return true;
    }

    // ---- the conclusion ------------------------------------------------------------------------

    private diagnosis(data: JsonObject): boolean {
        const concluded = read.diagnosis(data);
        this.next.verdict = concluded.verdict === '' ? null : concluded.verdict;
        this.next.rootCause = concluded.rootCauses[0]?.entity ?? null;
        if (this.next.rootCause === '') {
            this.next.rootCause = null;
        }
        const turn = this.openTurn();
        if (turn) {
            turn.diagnosis = concluded;
            for (const item of concluded.evidence) {
                this.citeByQuery(turn, item.id, item.agent, item.query);
            }
        }
        return true;
    }

    /** Orchestrators without keys: the evidence names the agent and the query of its call. */
    private citeByQuery(turn: Turn, id: string, agent: string, query: string): void {
        if (id === '' || (this.evidence ?? this.next.evidence).has(id)) {
            return;
        }
        const items = this.items ?? turn.items;
        const call = items.find(
            (item): item is ToolCall => item.kind === 'call' && item.agent === agent && item.query === query,
        );
        if (call) {
            this.cite(id, call.id);
        } else if (this.next.missing > 0) {
            this.cite(id, id); // its call may not be loaded
        }
    }

    private cite(id: string, call: string): void {
        this.evidence ??= new Map(this.next.evidence);
        this.evidence.set(id, call);
    }

    private answerStart(event: SessionEvent, data: JsonObject): boolean {
        const id = text(data.id);
        if (id === undefined) {
            return false;
        }
        if (this.openTurn()) {
            this.ownAnswers().push({ id, text: '', complete: false, seq: event.seq });
        }
        return true;
    }

    private answerDelta(event: SessionEvent, data: JsonObject): boolean {
        const [id, piece] = [text(data.id), text(data.text)];
        if (id === undefined || piece === undefined) {
            return false;
        }
        const answer = this.lastAnswer(id);
        if (answer && !answer.complete) {
            this.replaceAnswer({ ...answer, text: answer.text + piece });
        } else if (!answer && this.openTurn()?.partial) {
            this.ownAnswers().push({ id, text: `… ${piece}`, complete: false, seq: event.seq });
        }
        return true;
    }

    private answerComplete(event: SessionEvent, data: JsonObject): boolean {
        const [id, whole] = [text(data.id), text(data.text)];
        if (id === undefined || whole === undefined) {
            return false;
        }
        this.next.answerText = whole;
        const answer = this.lastAnswer(id);
        if (answer) {
            this.replaceAnswer({ ...answer, text: whole, complete: true });
        } else if (this.openTurn()) {
            this.ownAnswers().push({ id, text: whole, complete: true, seq: event.seq });
        }
        return true;
    }

    private status(event: SessionEvent, data: JsonObject): boolean {
        const message = text(data.message);
        if (message === undefined) {
            return false;
        }
        const status = text(data.status);
        if (status === 'cancelling') {
            this.next.cancelling = this.next.status === 'in_progress';
        }
        this.add({ kind: 'note', message, status, seq: event.seq });
        return true;
    }

    // ---- copies of what changes, made once ---------------------------------------------------------

    /** The turn events belong to, as a copy of this draft's own. */
    private openTurn(): Turn | undefined {
        if (!this.turn) {
            const last = (this.turns ?? this.next.turns).at(-1);
            if (!last) {
                return undefined;
            }
            this.turns ??= [...this.next.turns];
            this.turn = { ...last };
            this.turns[this.turns.length - 1] = this.turn;
        }
        return this.turn;
    }

    private settleTurn(): void {
        if (this.turn && this.items) {
            this.turn.items = this.items;
        }
        if (this.turn && this.answers) {
            this.turn.answers = this.answers;
        }
        this.turn = undefined;
        this.items = undefined;
        this.answers = undefined;
    }

    private ownItems(): TurnItem[] {
        const turn = this.openTurn();
        this.items ??= [...(turn?.items ?? [])];
        return this.items;
    }

    private ownAnswers(): Answer[] {
        const turn = this.openTurn();
        this.answers ??= [...(turn?.answers ?? [])];
        return this.answers;
    }

    private add(item: TurnItem): void {
        if (this.openTurn()) {
            this.ownItems().push(item);
        }
    }

    private replace(index: number, item: TurnItem): void {
        this.ownItems()[index] = item;
    }

    private lastAnswer(id: string): Answer | undefined {
        const answers = this.answers ?? this.openTurn()?.answers ?? [];
        return answers.findLast((answer) => answer.id === id);
    }

    private replaceAnswer(answer: Answer): void {
        const own = this.ownAnswers();
        own[own.findLastIndex((one) => one.id === answer.id)] = answer;
    }

    /** Searches from the end, as open items began recently. */
    private find<K extends TurnItem['kind']>(
        kind: K,
        fits: (item: Extract<TurnItem, { kind: K }>) => boolean,
    ): { index: number; item: Extract<TurnItem, { kind: K }> } | undefined {
        const items = this.items ?? this.openTurn()?.items ?? [];
        for (let index = items.length - 1; index >= 0; index--) {
            const item = items[index];
            if (item?.kind === kind && fits(item as Extract<TurnItem, { kind: K }>)) {
                return { index, item: item as Extract<TurnItem, { kind: K }> };
            }
        }
        return undefined;
    }
}

/** The steps of the complete event, with the times from progress events. */
function withDurations(reported: CallStep[], seen: readonly CallStep[] | undefined): CallStep[] {
    return reported.map((step) => {
        const before = seen?.find((one) => one.index === step.index);
        return before
            ? {
                  ...step,
                  state: before.state === 'failed' ? 'failed' : 'done',
                  duration: before.duration,
                  startedAt: before.startedAt,
              }
            : step;
    });
}

function ended(steps: readonly CallStep[]): CallStep[] {
    return steps.map((step) => (step.state === 'running' ? { ...step, state: 'done' } : step));
}

function counts(value: unknown): Record<string, number> {
    if (!isObject(value)) {
        return {};
    }
    return Object.fromEntries(
        Object.entries(value)
            .map(([kind, count]) => [kind, number(count)] as const)
            .filter((entry): entry is readonly [string, number] => entry[1] !== undefined),
    );
}

function toolCalls(value: unknown): ModelCall['toolCalls'] {
    return (Array.isArray(value) ? value : []).filter(isObject).map((call) => ({
        id: text(call.id) ?? '',
        name: text(call.name) ?? '',
        arguments: text(call.arguments) ?? '',
    }));
}
