import { type SessionView, type ToolCall, type Turn, callsOf } from '../../session/view';
import { type Findings, readFindings } from '../findings';
import { type Names } from '../names';
import { summaryOf } from '../summary';
import { dateTime } from '../format';
import { confidenceWord } from '../topology/story';
import { fenced, plain, tamed } from './safe';

/** A session as Markdown to paste into a ticket: what was asked, what was found, and by which evidence. */
export function toMarkdown(
    view: SessionView,
    findings: Findings | null = null,
    names: Names = new Map(),
    link?: string,
): string {
    const raw = view.turns.findLast((turn) => turn.diagnosis !== undefined)?.diagnosis?.raw;
    const parts = [
        `# ${plain(headline(view))}`,
        findings === null ? '' : plain(summaryOf(findings, raw, names)),
        facts(view, link),
    ];
    for (const turn of view.turns) parts.push(...turnParts(turn, view));
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The first line of the alert that is not blank. */
export function headline(view: SessionView): string {
    const line = view.alertText
        .split('\n')
        .map((one) => one.replace(/^[#\s]+/, '').trim())
        .find((one) => one !== '');
    return (line ?? 'Investigation').slice(0, 160);
}

export function factsOf(view: SessionView): [string, string][] {
    const first = view.turns[0];
    const findings = readFindings(
        view.turns.findLast((turn) => turn.diagnosis !== undefined)?.diagnosis?.raw,
    );
    const cause = findings?.causes
        .filter((one) => one.kind !== 'alternative')
        .map(
            (one) =>
                `${one.entity}${one.confidence === null ? '' : `, confidence ${confidenceWord(one.confidence)}`}${one.since === null ? '' : `, since ${dateTime(one.since)}`}`,
        )
        .join('; ');
    const facts: [string, string | undefined | null][] = [
        ['Verdict', view.verdict?.replaceAll('_', ' ')],
        ['Root cause', cause],
        ['Status', view.status.replaceAll('_', ' ')],
        ['Session', view.id],
        ['Environment', view.environment],
        ['Orchestrator', view.orchestrator],
        ['Started', first?.startedAt === undefined ? '' : dateTime(first.startedAt)],
        ['Tool calls', String(view.stepCount)],
        ['Time of the last turn', view.runMeta?.time],
        ['Tokens', tokens(view)],
    ];
    return facts.flatMap(([name, value]) =>
        value === undefined || value === null || value === '' ? [] : [[name, value] as [string, string]],
    );
}

/** The id that answers cite a call by, such as `E3`. */
export function evidenceId(view: SessionView, call: ToolCall): string {
    for (const [id, of] of view.evidence) if (of === call.id && id !== call.id) return id;
    return '';
}

function facts(view: SessionView, link: string | undefined): string {
    const rows = factsOf(view).map(([name, value]) => `- ${name}: ${plain(value)}`);
    if (link !== undefined) rows.push(`- Link: <${link.replace(/[<>\s]/g, encodeURIComponent)}>`);
    return rows.join('\n');
}

function turnParts(turn: Turn, view: SessionView): string[] {
    const calls = callsOf(turn);
    const asked = [`## ${turn.index === 0 ? 'Alert' : `Question ${turn.index}`}`, fenced(turn.text)];
    // The answer comes first; the question of a follow-up is needed to understand its answer.
    const parts = turn.index === 0 ? [] : [...asked];
    for (const answer of turn.answers) {
        parts.push(
            `${turn.index === 0 ? '##' : '###'} Answer${answer.complete ? '' : ' (incomplete)'}`,
            tamed(deeper(answer.text)).trim(),
        );
    }
    if (turn.error !== undefined) parts.push(`**Error:** ${plain(turn.error.message)}`);
    if (turn.index === 0) parts.push(...asked);
    if (calls.length > 0) {
        const rows = calls.map((call) =>
            [evidenceId(view, call) || String(call.step), call.agent, call.query, outcome(call)]
                .map((cell) => plain(cell.length > 300 ? `${cell.slice(0, 299)}…` : cell))
                .join(' | '),
        );
        parts.push(
            `### Tool calls\n\n| Id | Agent | Query | Result |\n|---|---|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}`,
        );
    }
    return parts;
}

export function outcome(call: ToolCall): string {
    if (call.state === 'running') return 'still running';
    if (call.state === 'cancelled') return 'cancelled';
    const first = (call.response ?? '').split('\n', 1)[0] ?? '';
    return call.state === 'failed' && !first.startsWith('FAILED') ? `failed: ${first}` : first;
}

/** Headings of an answer stand below those of the document. */
function deeper(markdown: string): string {
    return markdown.replace(/^(#{1,4})(?=\s)/gm, '##$1');
}

function tokens(view: SessionView): string {
    const used = view.runMeta?.tokens;
    if (used === undefined) return '';
    return [
        used.input === undefined ? '' : `${used.input} in`,
        used.output === undefined ? '' : `${used.output} out`,
        used.cost === undefined ? '' : `${used.cost} USD`,
    ]
        .filter((part) => part !== '')
        .join(', ');
}
