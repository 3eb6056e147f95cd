/** A finding in one paragraph of plain text, to paste into a chat or a ticket. */
import type { Affected, Findings, Impact } from './findings';
import { IMPACTS } from './findings';
import { clockZone, count, day, shortNumber } from './format';
import { type Names, named } from './names';
import { amount, isObject, list, record, word } from './read';
import { byImpact, confidenceWord, impactWord } from './topology/story';

/** Entities that a sentence names; more are counted. */
const NAMED = 5;

export interface Hit {
    impact: Impact;
    /** How many of each kind, most first: `3 services, 6 paths`. */
    counts: string;
    /** Those with a name of their own, such as customers. */
    named: Affected[];
}

/** What is affected, worst first, by impact and kind. */
export function hitsOf(findings: Findings, names: Names): Hit[] {
    const sorted = [...findings.affected].sort(byImpact);
    return IMPACTS.flatMap((impact) => {
        const own = sorted.filter((one) => one.impact === impact);
        const kinds = new Map<string, number>();
        for (const one of own) kinds.set(one.label, (kinds.get(one.label) ?? 0) + 1);
        const counts = [...kinds]
            .map(([kind, size]) => count(size, kindWord(kind), kindWord(kind, true)))
            .join(', ');
        return own.length === 0
            ? []
            : [{ impact, counts, named: own.filter((one) => names.has(one.entity)) }];
    });
}

/** Words of kinds that are abbreviations. */
const SHORT = /^(ip|vm|vpn|lan|wan|sla|db|dns|api)$/i;

/** `OpticalLink` as `optical link`; `Service` as `services`. */
export function kindWord(kind: string, many = false): string {
    if (kind === '') return many ? 'elements' : 'element';
    const words = kind
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .split(/[\s_]+/)
        .map((one) => (SHORT.test(one) ? one.toUpperCase() : one.toLowerCase()))
        .join(' ');
    return many ? words.replace(/([^aeiou])y$/, '$1ie').replace(/(s|x|ch|sh)$/, '$1e') + 's' : words;
}

/** `7 customers`, `299,850 users`, `24,700 EUR penalty per hour`: what the diagnosis counts. */
export function impactFacts(raw: unknown): string[] {
    const impact = record(record(raw).impact);
    const facts: string[] = [];
    for (const name of ['customer', 'user'] as const) {
        const size = amount(impact[`${name}s`]) ?? 0;
        if (size > 0) facts.push(count(size, name));
    }
    const penalty = amount(impact.penalty_per_hour) ?? 0;
    if (penalty > 0) {
        facts.push(
            `${shortNumber(Math.round(penalty))} ${word(impact.currency)} penalty per hour`.replace(
                '  ',
                ' ',
            ),
        );
    }
    return facts;
}

/** What the diagnosis advises, in order. */
export function actionsOf(raw: unknown): { text: string; needsApproval: boolean }[] {
    return list(record(raw).actions)
        .filter(isObject)
        .map((one) => ({ text: word(one.text), needsApproval: one.needs_approval === true }))
        .filter((one) => one.text !== '');
}

export function summaryOf(findings: Findings, raw: unknown, names: Names, link?: string): string {
    const sentences = [headSentence(findings, names)];
    for (const hit of hitsOf(findings, names)) {
        const some = hit.named.slice(0, NAMED).map((one) => named(one.entity, names));
        const more = hit.named.length - some.length;
        const list =
            some.length === 0 ? '' : ` (${some.join('; ')}${more > 0 ? `; ${String(more)} more` : ''})`;
        sentences.push(`${impactWord(hit.impact)}: ${hit.counts}${list}.`);
    }
    const facts = impactFacts(raw);
    if (facts.length > 0) sentences.push(`Impact: ${facts.join(', ')}.`);
    const next = actionsOf(raw)[0];
    if (next !== undefined) sentences.push(`Next: ${next.text.replace(/\.$/, '')}.`);
    if (link !== undefined) sentences.push(link);
    return sentences.join(' ');
}

function headSentence(findings: Findings, names: Names): string {
    const causes = findings.causes.filter((one) => one.kind !== 'alternative');
    if (findings.verdict === 'no_fault') return 'No fault found.';
    if (causes.length === 0) return 'The cause is not clear yet.';
    const first = causes[0];
    const who = causes
        .map((one) => `${named(one.entity, names)}${one.label === '' ? '' : `, ${kindWord(one.label)}`}`)
        .join(' or ');
    const since =
        first === undefined || first.since === null
            ? ''
            : ` failing since ${clockZone(first.since)} on ${day(first.since)}`;
    const sure =
        first === undefined || first.confidence === null
            ? ''
            : `${since === '' ? '' : ','} confidence ${confidenceWord(first.confidence)}`;
    return `Root cause: ${who}${since === '' && sure === '' ? '' : ','}${since}${sure}.`;
}
