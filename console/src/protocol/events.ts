/** The events of a session's log and their payloads (PROTOCOL.md, section 3). */
import type { Json, JsonObject } from './json';

/** An event as the log has it. `data` is a text that holds a JSON object. */
export interface LogEntry {
    seq: number;
    event: string;
    turn: number;
    timestamp: string;
    data: string;
}

/** One event as the console keeps it, from the log or from the stream. */
export interface SessionEvent {
    readonly seq: number;
    readonly name: string;
    /** The JSON text as it came. */
    readonly data: string;
    /** When it was stored, ISO-8601; the stream does not carry it, so it is missing on events seen live. */
    readonly timestamp?: string;
    /** The turn it belongs to, from 0; missing on events seen live, too. */
    readonly turn?: number;
    /** When it arrived here, milliseconds since the epoch; for events seen live. */
    readonly arrived?: number;
}

export interface Column {
    name: string;
    type: string;
}

export type Cell = Json;

/** Rows of a graph query: `source, target, relation, source_label, target_label` or other columns that the agent asked for. */
export interface GraphVisualization {
    type: 'graph';
    data: { columns: Column[]; data: Cell[][]; query: string; truncated?: number };
}

export interface TableVisualization {
    type: 'table';
    data: { columns: Column[]; rows: Cell[][]; query: string; truncated?: number };
}

export interface SearchHit {
    score: number;
    title: string;
    content: string;
    chunk_id: string;
}

export interface DocumentsVisualization {
    type: 'documents';
    data: { content: string; agent: string; citations?: Json; searchHits: SearchHit[] };
}

export type Visualization = GraphVisualization | TableVisualization | DocumentsVisualization;

export interface SubStep {
    index: number;
    query: string;
    result_summary: string;
    agent: string;
}

export interface DispatchAction {
    status: string;
    dispatch_id: string;
    dispatch_time: string;
    engineer: { name: string; email: string; phone: string };
    destination: { description: string; latitude?: number; longitude?: number; maps_link: string };
    urgency: string;
    sensor_ids: string[];
    email_subject: string;
    email_body: string;
}

export interface RootCause {
    entity: string;
    /** 0 to 1, when given. */
    confidence?: number;
    /** All fields of it, as the orchestrator wrote them. */
    more: JsonObject;
}

export interface EvidenceItem {
    id: string;
    agent: string;
    query: string;
    window: string;
    finding: string;
}

export interface Claim {
    text: string;
    evidence: string[];
    supported: boolean;
}

/** What the built-in investigator found, compared with the model's conclusion. */
export interface InvestigatorOpinion {
    verdict: string;
    rootCauses: string[];
    agrees: boolean;
    agreed: string[];
    onlyModel: string[];
    onlyInvestigator: string[];
}

/** The `diagnosis` event: the conclusion for machines. `raw` is all of it. */
export interface Diagnosis {
    verdict: string;
    rootCauses: RootCause[];
    evidence: EvidenceItem[];
    claims: Claim[];
    orchestrator?: string;
    partial: boolean;
    investigator?: InvestigatorOpinion;
    raw: JsonObject;
}

/** `run.complete.tokens`; cost in US dollars. */
export interface Tokens {
    input?: number;
    output?: number;
    cached?: number;
    cost?: number;
}
