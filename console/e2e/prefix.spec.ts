/** The console and the API behind a proxy that adds a path prefix and says nothing of it. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures';
import { call, NocturneServer } from './server';

/** Answers below `prefix` with what the server answers without it; anything else is 404. */
async function startProxy(target: string, prefix: string): Promise<{ url: string; stop: () => void }> {
    const proxy: Server = createServer((asked, answer) => {
        const url = asked.url ?? '';
        if (!url.startsWith(`${prefix}/`)) {
            answer.writeHead(404).end('not below the prefix');
            return;
        }
        const passed = request(
            target + url.slice(prefix.length),
            { method: asked.method, headers: asked.headers },
            (got) => {
                answer.writeHead(got.statusCode ?? 502, got.headers);
                got.pipe(answer);
            },
        );
        passed.on('error', () => answer.destroy());
        answer.on('close', () => passed.destroy());
        asked.pipe(passed);
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const { port } = proxy.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}${prefix}`,
        stop: () => {
            proxy.closeAllConnections();
            proxy.close();
        },
    };
}

for (const prefix of ['/noc', '/tools/on-call/nocturne']) {
    test(`the console works below ${prefix}: links, reload, investigations, streams`, async ({
        page,
        server,
    }) => {
        const proxy = await startProxy(server.url, prefix);
        try {
            const strays: string[] = [];
            page.on('request', (asked) => {
                const { pathname, protocol } = new URL(asked.url());
                if (protocol === 'http:' && !pathname.startsWith(`${prefix}/`)) {
                    strays.push(asked.url());
                }
            });
            const failed: string[] = [];
            page.on('response', (response) => {
                if (response.status() >= 400) {
                    failed.push(`${response.status()} ${response.url()}`);
                }
            });
            await page.goto(`${proxy.url}/`);
            await page.getByRole('button', { name: 'New investigation' }).first().click();
            const dialog = page.getByRole('dialog', { name: 'New investigation' });
            await dialog.getByLabel('Environment').selectOption('online-shop');
            await dialog.getByLabel('Alert').fill('checkout is slow since 2026-06-16T11:31:00Z');
            await dialog.getByRole('button', { name: 'Investigate' }).click();
            await expect(page).toHaveURL(new RegExp(`${prefix}/sessions/ses-`));
            await expect(page.locator('.session-state .pill-completed')).toBeVisible();
            // Reloaded, and opened by the address of a view, of evidence and of a page.
            const address = page.url();
            await page.reload();
            await expect(page.locator('.turn-end')).toBeVisible();
            await page.getByRole('tab', { name: 'Map' }).click();
            await expect(page.locator('.look canvas').first()).toBeVisible();
            await page.goto(`${address}?tab=telemetry`);
            await expect(page.locator('.look-suspects')).toBeVisible();
            await page.goto(`${address}?evidence=E1`);
            await expect(page.locator('.card-lit')).toBeInViewport();
            await page.goto(`${proxy.url}/environments/online-shop`);
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
            await page.goto(`${proxy.url}/status`);
            await expect(page.getByText('Ready: sessions are stored and served.')).toBeVisible();
            await page.getByRole('link', { name: 'Sessions', exact: true }).click();
            await page.locator('.row-link').first().click();
            await expect(page).toHaveURL(new RegExp(`${prefix}/sessions/ses-`));
            // The stream comes through while a turn runs.
            const live = await server.external('seen live below a prefix');
            await page.goto(`${proxy.url}/sessions/${live}`);
            await expect(page.locator('.note')).toHaveText('Starting');
            await server.events(live, [call('a', 1, 'the first question')]);
            await expect(page.locator('.card-running')).toContainText('the first question');
            await server.events(live, [['run.complete', { steps: 1, time: '1.0s' }]]);
            await page.goto(`${proxy.url}/nothing/here/at/all`);
            await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
            expect(strays).toEqual([]);
            expect(failed).toEqual([]);
        } finally {
            proxy.stop();
        }
    });
}

test('signing in works below a prefix', async ({ page }) => {
    const server = await NocturneServer.start({ token: 'a-long-enough-secret' });
    const proxy = await startProxy(server.url, '/noc');
    try {
        const id = await server.external('behind a token');
        await page.goto(`${proxy.url}/sessions/${id}`);
        await page.getByLabel('Token').fill('a-long-enough-secret');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'behind a token' })).toBeVisible();
        await server.events(id, [['status', { message: 'seen live' }]]);
        await expect(page.locator('.note')).toContainText('seen live');
        await page.reload();
        await expect(page.locator('.note')).toContainText('seen live');
    } finally {
        proxy.stop();
        await server.stop();
    }
});
