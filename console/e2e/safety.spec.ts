import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { call, done, NocturneServer } from './server';

const EVIL =
    '<img src=x onerror="window.pwned=1"><script>window.pwned=2</script><svg onload="window.pwned=3"></svg><a href="javascript:window.pwned=4">click</a><iframe src="https://evil.example"></iframe><style>body{display:none}</style>';

test('HTML in alert, tool results, tickets and answers shows as text and runs nothing', async ({
    page,
    server,
}) => {
    const id = await server.external(`${EVIL} alert`);
    const now = new Date().toISOString();
    await server.events(id, [
        [
            'tool_call.start',
            {
                id: 't',
                step: 1,
                agent: `Agent${EVIL}`,
                query: `${EVIL} query`,
                timestamp: now,
                reasoning: `${EVIL} reasoning`,
            },
        ],
        [
            'tool_call.complete',
            {
                id: 't',
                step: 1,
                agent: `Agent${EVIL}`,
                duration: '0.1s',
                query: `${EVIL} query`,
                response: `${EVIL} response`,
                timestamp: now,
                visualizations: [
                    {
                        type: 'documents',
                        data: {
                            content: `${EVIL} content`,
                            agent: 'HistoricalTicketAgent',
                            searchHits: [
                                {
                                    score: 1,
                                    title: `${EVIL} title`,
                                    content: `${EVIL} ticket`,
                                    chunk_id: '1',
                                },
                            ],
                        },
                    },
                    {
                        type: 'table',
                        data: {
                            columns: [{ name: EVIL, type: 'string' }],
                            rows: [[`${EVIL} cell`]],
                            query: 'q',
                        },
                    },
                ],
                sub_steps: [{ index: 0, query: `${EVIL} step`, result_summary: EVIL, agent: 'x' }],
                is_action: true,
                action: {
                    status: EVIL,
                    destination: { maps_link: 'javascript:window.pwned=5' },
                    email_body: EVIL,
                },
            },
        ],
        ['approval.requested', { id: EVIL, call: 't', tool: EVIL, arguments: { [EVIL]: EVIL } }],
        ['diagnosis', { verdict: EVIL, root_causes: [{ entity: EVIL }] }],
        ['status', { message: EVIL }],
        ['message.start', { id: 'm' }],
        [
            'message.complete',
            {
                id: 'm',
                text: `# Answer ${EVIL}\n\n${EVIL}\n\n[go](javascript:window.pwned=6) ![p](https://evil.example/p.png) <https://ok.example>`,
            },
        ],
        ['error', { message: EVIL, code: 'x' }],
    ]);
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.said')).toContainText('<script>window.pwned=2</script>');
    await page.locator('.card-head').click();
    await expect(page.locator('.card-body')).toContainText('<img src=x');
    await expect(page.locator('.answer')).toContainText('Answer');
    await expect(page.locator('.answer img, .answer iframe, .answer script')).toHaveCount(0);
    await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
    for (const tab of ['map', 'telemetry', 'alarms', 'timeline', 'raw']) {
        await page.goto(`${server.url}/sessions/${id}?tab=${tab}`);
        await expect(page.getByRole('tabpanel')).toBeVisible();
        await settled(page);
    }
    await page.goto(server.url);
    await expect(page.locator('.row-link', { hasText: '<img src=x' })).toBeVisible();
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
});

test('broken payloads are broken cards on a page that works', async ({ page, server }) => {
    const id = await server.external('broken');
    await server.events(id, [
        ['tool_call.start', { id: 7 as unknown as string, step: 'x', agent: ['a'] }],
        ['message.delta', { text: 5 }],
        [
            'diagnosis',
            { verdict: 5, root_causes: 'none', affected: [1, null], impact: 'big', evidence: [[]] },
        ],
        ['approval.requested', { arguments: 3 }],
        ['unknown.kind', { deep: [[[]]] }],
        [
            'tool_call.start',
            { id: 'ok', step: 1, agent: 'TelemetryAgent', query: 'still works', timestamp: 'yesterday' },
        ],
        [
            'tool_call.complete',
            {
                id: 'ok',
                step: 1,
                agent: 'TelemetryAgent',
                duration: 5,
                query: 'still works',
                response: 'yes',
                visualizations: [
                    { type: 'graph', data: { columns: [{}], data: [[{}], 5] } },
                    { type: 'table' },
                    4,
                ],
            },
        ],
    ]);
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('details.broken').first()).toBeVisible();
    await page.getByRole('button', { name: /still works/ }).click();
    await expect(page.locator('[data-call="ok"]')).toContainText('yes');
});

test('the policy of the pages is strict', async ({ page, server }) => {
    const response = await page.goto(server.url);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const script = await page.locator('script[type=module]').getAttribute('src');
    const asset = await page.request.get(new URL(script!, page.url()).href);
    expect(asset.headers()['cache-control']).toContain('immutable');
    expect(response?.headers()['cache-control']).toBe('no-cache');
});

/** Nothing loads any more. A session's stream never ends, so the network is no sign. */
async function settled(page: Page): Promise<void> {
    await expect(page.locator('main, [role=tabpanel]').first()).toBeVisible();
    await expect(page.locator('.loading')).toHaveCount(0);
    await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
}

async function serious(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
        .filter((one) => one.impact === 'serious' || one.impact === 'critical')
        .map(
            (one) =>
                `${one.id}: ${one.nodes
                    .map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`)
                    .slice(0, 3)
                    .join(' | ')}`,
        );
}

for (const colorScheme of ['light', 'dark'] as const) {
    test(`no serious finding of an accessibility scan, ${colorScheme}`, async ({ page, server }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const running = await server.external('a run to look at');
        await server.events(running, [
            call('a', 1, 'done'),
            done('a', 1, 'done', 'a finding'),
            call('b', 2, 'running'),
        ]);
        await page.goto(`${server.url}/sessions/${running}`);
        await expect(page.locator('.card-running')).toBeVisible();
        await settled(page);
        expect(await serious(page), 'running').toEqual([]);
        await server.events(running, [
            done('b', 2, 'running', 'another'),
            ['run.complete', { steps: 2, time: '1.0s' }],
        ]);
        const id = await server.investigate();
        await page.goto(`${server.url}/sessions/${id}`);
        await expect(page.locator('.turn-end')).toBeVisible();
        await page.locator('.card-head').nth(3).click();
        await settled(page);
        expect(await serious(page), 'done').toEqual([]);
        for (const path of [
            `/sessions/${id}?tab=map`,
            `/sessions/${id}?tab=telemetry`,
            `/sessions/${id}?tab=alarms`,
            `/sessions/${id}?tab=timeline`,
            `/sessions/${id}?tab=raw`,
            '/',
            '/environments',
            '/status',
        ]) {
            await page.goto(server.url + path);
            await settled(page);
            expect(await serious(page), path).toEqual([]);
        }
        await page.goto(server.url);
        await expect(page.getByRole('searchbox')).toBeVisible();
        await page.keyboard.press('n');
        await expect(
            page.getByRole('dialog').getByRole('group', { name: 'Or use an example' }),
        ).toBeVisible();
        expect(await serious(page), 'dialog').toEqual([]);
    });
}

test('on a phone nothing is wider than the screen', async ({ browser, server }) => {
    const id = await server.investigate();
    const context = await browser.newContext({
        viewport: { width: 375, height: 740 },
        isMobile: true,
        hasTouch: true,
    });
    const page = await context.newPage();
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.turn-end')).toBeVisible();
    await page.locator('.card-head').nth(3).tap();
    for (const path of [
        null,
        `/sessions/${id}?tab=map`,
        `/sessions/${id}?tab=telemetry`,
        `/sessions/${id}?tab=timeline`,
        `/sessions/${id}?tab=raw`,
        '/',
        '/environments',
        '/status',
    ]) {
        if (path !== null) {
            await page.goto(server.url + path);
        }
        await settled(page);
        const [width, screen] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            window.innerWidth,
        ]);
        expect(width, path ?? 'session').toBeLessThanOrEqual(screen);
    }
    await page.goto(server.url);
    await page.getByRole('button', { name: 'New investigation' }).tap();
    await expect(page.getByRole('button', { name: 'Investigate' })).toBeVisible();
    await context.close();
});

test('a server with a token asks for it', async ({ page }) => {
    const server = await NocturneServer.start({ token: 'a-secret-of-twenty-four', pace: '100ms' });
    try {
        await page.goto(server.url);
        await page.getByLabel('Token').fill('wrong');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('alert')).toContainText('rejects this token');
        await page.getByLabel('Token').fill('a-secret-of-twenty-four');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByText('No investigations')).toBeVisible();
        const id = await server.investigate();
        await page.goto(`${server.url}/sessions/${id}`);
        await expect(page.locator('.session-state .pill-completed')).toBeVisible();
        await page.getByRole('button', { name: 'Sign out' }).click();
        await expect(page.getByLabel('Token')).toBeVisible();
    } finally {
        await server.stop();
    }
});
