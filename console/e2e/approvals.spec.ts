import { expect, test } from './fixtures';

/** What an agent posts that waits for a decision, for five minutes from now. */
const ask = (): [string, object][] => [
    [
        'tool_call.start',
        {
            id: 'a',
            step: 1,
            agent: 'dispatch_field_engineer',
            query: 'Send an engineer',
            timestamp: new Date().toISOString(),
        },
    ],
    [
        'approval.requested',
        {
            id: 'p1',
            call: 'a',
            tool: 'dispatch_field_engineer',
            arguments: { to: 'Coast road' },
            timestamp: new Date().toISOString(),
            expires_at: new Date(Date.now() + 300_000).toISOString(),
        },
    ],
];

test('an approval is asked for with a countdown and goes with the decision', async ({ page, server }) => {
    const id = await server.external('approve this');
    await server.events(id, ask());
    await page.goto(`${server.url}/sessions/${id}`);
    const approval = page.locator('[data-approval="p1"]');
    await expect(approval).toContainText('Approval needed');
    await expect(approval).toContainText('Coast road');
    await expect(approval.locator('.countdown')).toContainText(/\d:\d\d/);
    await expect(page.locator('.session-state')).toContainText('Needs approval');
    await expect(page.locator('.composer')).toContainText('Needs approval');
    await server.events(id, [
        ['approval.resolved', { id: 'p1', decision: 'approve', by: 'alice', note: 'go' }],
    ]);
    await expect(approval).toContainText('Approved by alice');
    await expect(approval.getByRole('button')).toHaveCount(0);
});

test('sessions that need an approval say so and can be picked from the list', async ({ page, server }) => {
    const id = await server.external('a session that waits');
    await server.external('a session that runs');
    await server.events(id, ask());
    await page.goto(server.url);
    await expect(page.locator('.row', { hasText: 'a session that waits' })).toContainText('Needs approval');
    await page.getByLabel('Status').selectOption('Needs approval');
    await expect(page.locator('.row', { hasText: 'a session that waits' })).toBeVisible();
    await expect(page.locator('.row', { hasText: 'a session that runs' })).toHaveCount(0);
});

test('approve and deny reach the server', async ({ page, server }) => {
    const probe = await server.external('probe');
    const absent =
        (await server.status(`/api/sessions/${probe}/approvals/none`, { decision: 'approve' })) === 404;
    test.skip(absent, 'this server has no endpoint for approvals');
    for (const [button, outcome] of [
        ['Approve', 'Approved'],
        ['Deny', 'Denied'],
    ] as const) {
        const id = await server.external(`decide ${button}`);
        await server.events(id, ask());
        await page.goto(`${server.url}/sessions/${id}`);
        await page.locator('[data-approval="p1"]').getByRole('button', { name: button }).click();
        await expect(page.locator('[data-approval="p1"]')).toContainText(outcome);
    }
});
