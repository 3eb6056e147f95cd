/** The packaged server as a process of its own, on loopback, bounded and stopped by its id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOME = process.env.NOCTURNE_HOME ?? join(import.meta.dirname, '../../cli/target/nocturne');
/** Several times what a start takes on a busy machine. */
const START_MS = 180_000;
/** Below the ports that Linux gives to outgoing connections, so that none of those has it while the server is down. */
const PORTS = { from: 20_000, to: 32_000 };

export interface Options {
    /** A pause within each tool call, so that it is seen at work. */
    pace?: string;
    token?: string;
}

export interface Logged {
    seq: number;
    event: string;
    data: Record<string, unknown>;
}

async function freePort(): Promise<number> {
    for (;;) {
        const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
        if (await isFree(port)) {
            return port;
        }
    }
}

function isFree(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const server = createServer();
        server.on('error', () => resolve(false));
        server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
}

export class NocturneServer {
    private process: ChildProcess | undefined;
    private output = '';

    private constructor(
        private readonly port: number,
        private readonly data: string,
        private options: Options,
    ) {}

    static async start(options: Options = {}): Promise<NocturneServer> {
        if (!existsSync(join(HOME, 'bin/nocturne'))) {
            throw new Error(`no distribution in ${HOME}: build it first (./mvnw package, or ./nocturne)`);
        }
        const server = new NocturneServer(
            await freePort(),
            mkdtempSync(join(tmpdir(), 'nocturne-e2e-')),
            options,
        );
        await server.launch();
        return server;
    }

    get url(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    /** Also after a kill: on the same port and data, at another pace if one is given. */
    async launch(pace = this.options.pace): Promise<void> {
        this.options = { ...this.options, ...(pace === undefined ? {} : { pace }) };
        const args = ['serve', '--port', String(this.port), '--data', this.data];
        if (this.options.pace !== undefined) {
            args.push('--pace', this.options.pace);
        }
        const child = spawn(join(HOME, 'bin/nocturne'), args, {
            env: { ...process.env, NOCTURNE_TOKEN: this.options.token ?? '' },
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.process = child;
        const keep = (chunk: Buffer) => {
            this.output = (this.output + chunk.toString()).slice(-20_000);
        };
        child.stdout.on('data', keep);
        child.stderr.on('data', keep);
        const until = Date.now() + START_MS;
        while (Date.now() < until && child.exitCode === null) {
            try {
                if ((await fetch(`${this.url}/health/ready`)).ok) {
                    return;
                }
            } catch {
                // Not there yet.
            }
            await new Promise((later) => setTimeout(later, 100));
        }
        throw new Error(`the server did not start:\n${this.output}`);
    }

    /** As a power cut would. */
    async kill(): Promise<void> {
        await this.end('SIGKILL');
    }

    async stop(): Promise<void> {
        await this.end('SIGTERM');
        rmSync(this.data, { recursive: true, force: true });
    }

    private async end(signal: NodeJS.Signals): Promise<void> {
        const child = this.process;
        this.process = undefined;
        if (child?.exitCode === null && child.signalCode === null) {
            const gone = new Promise((resolve) => child.once('exit', resolve));
            child.kill(signal);
            const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
            await gone;
            clearTimeout(hard);
        }
    }

    // ---- what tests ask it ----------------------------------------------------------------------

    private headers(): Record<string, string> {
        return {
            'content-type': 'application/json',
            ...(this.options.token === undefined ? {} : { authorization: `Bearer ${this.options.token}` }),
        };
    }

    async get<T>(path: string): Promise<T> {
        const response = await fetch(this.url + path, { headers: this.headers() });
        if (!response.ok) {
            throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
        }
        return (await response.json()) as T;
    }

    async post<T>(path: string, body: unknown): Promise<T> {
        const response = await fetch(this.url + path, {
            method: 'POST',
            headers: this.headers(),
            body: JSON.stringify(body),
        });
        if (!response.ok) {
            throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
        }
        return (await response.json()) as T;
    }

    async status(path: string, body: unknown): Promise<number> {
        const response = await fetch(this.url + path, {
            method: 'POST',
            headers: this.headers(),
            body: JSON.stringify(body),
        });
        await response.text();
        return response.status;
    }

    /** An investigation by the built-in investigator of a pack's default alert; its id. */
    async investigate(environment = 'telecom-transport', alert?: string): Promise<string> {
        const text =
            alert ??
            (await this.get<{ defaultAlert: string }>(`/api/environments/${environment}`)).defaultAlert;
        return (await this.post<{ session_id: string }>('/api/sessions', { environment, alert_text: text }))
            .session_id;
    }

    /** A session whose agent is the test. */
    async external(alert: string): Promise<string> {
        return (
            await this.post<{ session_id: string }>('/api/sessions', {
                environment: 'online-shop',
                alert_text: alert,
                orchestrator: 'external',
            })
        ).session_id;
    }

    async events(id: string, events: [string, object][]): Promise<number> {
        return (
            await this.post<{ last_seq: number }>(`/api/sessions/${id}/events`, {
                events: events.map(([event, data]) => ({ event, data })),
            })
        ).last_seq;
    }

    async log(id: string): Promise<Logged[]> {
        const detail = await this.get<{ event_log: { seq: number; event: string; data: string }[] }>(
            `/api/sessions/${id}`,
        );
        return detail.event_log.map(({ seq, event, data }) => ({
            seq,
            event,
            data: JSON.parse(data) as Record<string, unknown>,
        }));
    }
}

export const call = (id: string, step: number, query: string): [string, object] => [
    'tool_call.start',
    { id, step, agent: 'TelemetryAgent', query, timestamp: '2026-11-23T06:00:00Z', key: `q-E${step}` },
];

export const done = (id: string, step: number, query: string, response: string): [string, object] => [
    'tool_call.complete',
    {
        id,
        step,
        agent: 'TelemetryAgent',
        duration: '0.1s',
        query,
        response,
        timestamp: '2026-11-23T06:00:01Z',
    },
];
