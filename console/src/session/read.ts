/**
 * Payloads of events to what the model keeps. A payload without the fields of its event reads as undefined, by the
 * same rules as the server's (a field that is required, scalars as text), so that both folds agree.
 */
import {
    isObject,
    list,
    number,
    objects,
    text,
    texts,
    time,
    type Cell,
    type Column,
    type Diagnosis,
    type DispatchAction,
    type JsonObject,
    type SearchHit,
    type Tokens,
    type Visualization,
} from '../protocol';
import type { CallStep, RunMeta } from './view';

export function columns(value: unknown): Column[] {
    return objects(value).map((column, i) => ({
        name: text(column.name) ?? `column ${i + 1}`,
        type: text(column.type) ?? 'string',
    }));
}

function rows(value: unknown): Cell[][] {
    return list(value).filter((row): row is Cell[] => Array.isArray(row));
}

function hits(value: unknown): SearchHit[] {
    return objects(value).map((hit) => ({
        score: number(hit.score) ?? 0,
        title: text(hit.title) ?? '',
        content: text(hit.content) ?? '',
        chunk_id: text(hit.chunk_id) ?? '',
    }));
}

/** Undefined for a type or a shape that cannot be drawn. */
export function visualization(value: JsonObject): Visualization | undefined {
    const data = value.data;
    if (!isObject(data)) {
        return undefined;
    }
    const query = text(data.query) ?? '';
    const truncated = number(data.truncated);
    const cut = truncated === undefined ? {} : { truncated };
    switch (value.type) {
        case 'graph':
            return {
                type: 'graph',
                data: { columns: columns(data.columns), data: rows(data.data), query, ...cut },
            };
        case 'table':
            return {
                type: 'table',
                data: { columns: columns(data.columns), rows: rows(data.rows), query, ...cut },
            };
        case 'documents':
            return {
                type: 'documents',
                data: {
                    content: text(data.content) ?? '',
                    agent: text(data.agent) ?? '',
                    ...(data.citations === undefined ? {} : { citations: data.citations }),
                    searchHits: hits(data.searchHits),
                },
            };
        default:
            return undefined;
    }
}

export function visualizations(value: unknown): Visualization[] {
    return objects(value)
        .map(visualization)
        .filter((one) => one !== undefined);
}

export function subSteps(value: unknown): CallStep[] {
    return objects(value).map((step, i) => ({
        index: number(step.index) ?? i,
        query: text(step.query) ?? '',
        result_summary: text(step.result_summary) ?? '',
        agent: text(step.agent) ?? '',
        state: 'done',
    }));
}

export function action(value: unknown): DispatchAction | undefined {
    if (!isObject(value)) {
        return undefined;
    }
    const engineer = isObject(value.engineer) ? value.engineer : {};
    const destination = isObject(value.destination) ? value.destination : {};
    return {
        status: text(value.status) ?? '',
        dispatch_id: text(value.dispatch_id) ?? '',
        dispatch_time: text(value.dispatch_time) ?? '',
        engineer: {
            name: text(engineer.name) ?? '',
            email: text(engineer.email) ?? '',
            phone: text(engineer.phone) ?? '',
        },
        destination: {
            description: text(destination.description) ?? '',
            latitude: number(destination.latitude),
            longitude: number(destination.longitude),
            maps_link: text(destination.maps_link) ?? '',
        },
        urgency: text(value.urgency) ?? '',
        sensor_ids: texts(value.sensor_ids),
        email_subject: text(value.email_subject) ?? '',
        email_body: text(value.email_body) ?? '',
    };
}

export function tokens(value: unknown): Tokens | undefined {
    if (!isObject(value)) {
        return undefined;
    }
    return {
        input: number(value.input),
        output: number(value.output),
        cached: number(value.cached),
        cost: number(value.cost),
    };
}

export function runMeta(data: JsonObject): RunMeta {
    return {
        steps: number(data.steps),
        time: text(data.time),
        tokens: tokens(data.tokens),
        raw: data,
    };
}

/** Names of entities in a list of texts or of objects with an `entity`. */
function entities(value: unknown): string[] {
    return list(value)
        .map((one) => (isObject(one) ? text(one.entity) : text(one)))
        .filter((one) => one !== undefined);
}

export function diagnosis(data: JsonObject): Diagnosis {
    const opinion = data.investigator;
    return {
        verdict: text(data.verdict) ?? '',
        rootCauses: objects(data.root_causes).map((cause) => ({
            entity: text(cause.entity) ?? '',
            confidence: number(cause.confidence),
            more: cause,
        })),
        evidence: objects(data.evidence).map((item) => ({
            id: text(item.id) ?? '',
            agent: text(item.agent) ?? '',
            query: text(item.query) ?? '',
            window: text(item.window) ?? '',
            finding: text(item.finding) ?? '',
        })),
        claims: objects(data.claims).map((claim) => ({
            text: text(claim.text) ?? '',
            evidence: texts(claim.evidence),
            supported: claim.supported === true,
        })),
        orchestrator: text(data.orchestrator),
        partial: data.partial === true,
        investigator: isObject(opinion)
            ? {
                  verdict: text(opinion.verdict) ?? '',
                  rootCauses: entities(opinion.root_causes),
                  agrees: opinion.agrees === true,
                  agreed: entities(opinion.agreed),
                  onlyModel: entities(opinion.only_model),
                  onlyInvestigator: entities(opinion.only_investigator),
              }
            : undefined,
        raw: data,
    };
}

/** The `arguments` of an approval: an object, or the JSON text of one. */
export function args(value: unknown): JsonObject {
    return isObject(value) ? value : value === undefined || value === null ? {} : { value: value as Cell };
}

/** The time a payload gives, in milliseconds since the epoch. */
export function stamp(data: JsonObject): number | undefined {
    return time(data.timestamp);
}

/** `12.3s` in milliseconds. */
export function seconds(duration: string | undefined): number | undefined {
    const match = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '');
    return match ? Number(match[1]) * 1000 : undefined;
}
