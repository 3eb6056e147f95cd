/** Bodies of the environment, agent and health endpoints (PROTOCOL.md, section 6). */
import type { SearchHit } from './events';
import type { JsonObject } from './json';

export interface GraphStyles {
    nodeColors: Record<string, string>;
    nodeSizes: Record<string, number>;
    nodeIcons: Record<string, string>;
}

export interface DemoFlow {
    title: string;
    description: string;
    steps: { prompt: string; expect: string }[];
}

/** GET /api/environments/{name}. */
export interface Environment {
    name: string;
    displayName: string;
    description: string;
    version: string;
    domain: string;
    graph: string;
    runbooksIndex: string;
    ticketsIndex: string;
    graphStyles: GraphStyles;
    exampleQuestions: string[];
    useCases: string[];
    demoFlows: DemoFlow[];
    defaultAlert: string;
    /** Name of the alert to its text. */
    alerts: Record<string, string>;
}

/** A row of GET /api/environments. */
export interface EnvironmentSummary {
    name: string;
    displayName: string;
    description: string;
    domain: string;
    version: string;
    default: boolean;
    entities: number;
    relations: number;
    alerts: string[];
    agents: string[];
}

export interface TopologyNode {
    id: string;
    label: string;
    properties: JsonObject;
}

export interface TopologyEdge {
    id: string;
    source: string;
    target: string;
    label: string;
    properties: JsonObject;
}

/** POST /query/topology. */
export interface Topology {
    nodes: TopologyNode[];
    edges: TopologyEdge[];
    meta: {
        node_count: number;
        edge_count: number;
        query_time_ms: number;
        labels: string[];
        cached: boolean;
    };
    error: null | string;
}

/** POST /query/telemetry. */
export interface Telemetry {
    entity: string;
    /** Times in epoch milliseconds, ascending; `total` counts all values, also those beyond the limit of the answer. */
    series: { table: string; metric: string; total: number; times: number[]; values: (number | null)[] }[];
    error: null | string;
}

/** POST /query/search. */
export interface SearchResult {
    hits: SearchHit[];
    total: number;
    index_name: string;
    error: null | string;
}

export interface OrchestratorInfo {
    name: string;
    description: string;
    default: boolean;
    ready: boolean;
    missing: string[];
}

export interface AgentInfo {
    name: string;
    role: string;
    is_orchestrator: boolean;
    tools: string[];
    connected_agents: string[];
}

/** GET /api/agents. */
export interface Agents {
    orchestrators: OrchestratorInfo[];
    agents: AgentInfo[];
}
