import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { StatusPage } from './StatusPage';

afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
});

/** A server that answers these paths, and 404 to the rest. */
function serve(answers: Record<string, unknown>): void {
    vi.stubGlobal('fetch', (url: string) => {
        const { pathname } = new URL(url);
        const known = pathname in answers;
        return Promise.resolve(
            new Response(JSON.stringify(known ? answers[pathname] : { detail: `No page ${pathname}` }), {
                status: known ? 200 : 404,
            }),
        );
    });
}

const REST = {
    '/health/ready': { status: 'ready' },
    '/api/version': { name: 'nocturne', version: '1' },
    '/api/agents': { orchestrators: [], agents: [] },
    '/api/environments': { environments: [] },
    '/api/sessions': { sessions: [] },
};

function open(): void {
    render(
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
            <StatusPage />
        </QueryClientProvider>,
    );
}

const facts = () =>
    [...document.querySelectorAll('.facts > div')].map((one) => [
        one.querySelector('dt')?.textContent,
        one.querySelector('dd')?.textContent,
    ]);

it('the status page shows store size, free disk, open streams and running turns', async () => {
    serve({
        ...REST,
        '/api/status': {
            store: { bytes: 12_300_000, free_bytes: 25_100_000_000 },
            streams: 3,
            running_turns: 0,
        },
    });
    open();
    await screen.findByText('12.3 MB');
    expect(facts()).toEqual([
        ['Store', '12.3 MB'],
        ['Free disk', '25.1 GB'],
        ['Open streams', '3'],
        ['Running turns', '0'],
    ]);
});

it('what a server does not say is left out of the status page', async () => {
    serve({ ...REST, '/api/status': { streams: 3, store: null, running_turns: 'many' } });
    open();
    await screen.findByText('Open streams');
    expect(facts()).toEqual([['Open streams', '3']]);
});

it('the status page of an older server has no amounts and no error', async () => {
    serve(REST);
    open();
    await screen.findByText('nocturne 1');
    await screen.findByText('0 of your sessions are running.');
    expect(facts()).toEqual([]);
    expect(screen.queryByRole('alert')).toBeNull();
});
