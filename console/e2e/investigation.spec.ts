import { expect, feedText, test, watch, expectClean } from './fixtures';
import { call, done, NocturneServer } from './server';

test('an example is investigated from the dialog to the answer', async ({ page, server }) => {
    await page.goto(server.url);
    // The page takes its keys from when it is drawn, which may be after its last file has loaded.
    await expect(page.getByRole('searchbox')).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New investigation' });
    // An alert can be pasted at once; examples are there to be chosen.
    await expect(dialog.getByLabel('Alert')).toBeFocused();
    await expect(dialog.getByLabel('Alert')).toHaveValue('');
    await dialog.getByRole('button', { name: 'ALARM STORM' }).click();
    await expect(dialog.getByLabel('Alert')).toHaveValue(/ALARM STORM/);
    await dialog.getByRole('button', { name: 'Investigate' }).click();
    await expect(page).toHaveURL(/\/sessions\/ses-/);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await expect(page.locator('.answer').first()).toBeVisible();
    await expect(page.locator('.verdict')).toContainText('OPT-AST-BRN-1');
    await expect(page.locator('.turn-end')).toContainText(/\d+ steps/);
    const id = page.url().split('/').at(-1)!;
    const calls = (await server.log(id)).filter((e) => e.event === 'tool_call.complete');
    await expect(page.locator('.card')).toHaveCount(calls.length);
});

test('an investigation is seen live, each state until the next comes', async ({ page, server }) => {
    // Of an agent elsewhere, which is this test: each state stays until it has been seen.
    const id = await server.external('seen live');
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.note')).toHaveText('Starting');
    await server.events(id, [call('a', 1, 'what is wrong')]);
    await expect(page.locator('.card-running')).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeEnabled();
    await server.events(id, [done('a', 1, 'what is wrong', 'the database'), ['message.start', { id: 'm' }]]);
    await expect(page.locator('.card-done')).toContainText('the database');
    await expect(page.locator('.card-running')).toHaveCount(0);
    await server.events(id, [['message.delta', { id: 'm', text: 'It is ' }]]);
    await expect(page.locator('.answer-growing')).toHaveText('It is');
    await server.events(id, [['message.delta', { id: 'm', text: 'the database.' }]]);
    await expect(page.locator('.answer-growing')).toHaveText('It is the database.');
    await server.events(id, [
        ['message.complete', { id: 'm', text: 'It is the database.' }],
        ['run.complete', { steps: 1, time: '1.0s' }],
    ]);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await expect(page.locator('.answer-growing')).toHaveCount(0);
    await expect(page.locator('.turn-end')).toContainText('1 step');
});

test('a reader who opened evidence stays there while the answer grows and when the turn ends', async ({
    page,
    server,
}) => {
    const id = await server.external('stay where I am');
    const cited = 'It is inventory-db [E10].\n\n';
    const more = 'Another line.\n\n'.repeat(40);
    const steps = Array.from({ length: 20 }, (_, i) => i + 1);
    await server.events(id, [
        ...steps.flatMap((step) => [
            call(`c${step}`, step, `question ${step}`),
            done(`c${step}`, step, `question ${step}`, `finding ${step}`),
        ]),
        ['diagnosis', { verdict: 'fault', root_causes: [{ entity: 'inventory-db', confidence: 0.9 }] }],
        ['message.start', { id: 'm' }],
        ['message.delta', { id: 'm', text: cited }],
    ]);
    await page.goto(`${server.url}/sessions/${id}`);
    await page.locator('.answer .evidence-link', { hasText: 'E10' }).click();
    const card = page.locator('[data-call="c10"]');
    await expect(card).toBeInViewport();
    await server.events(id, [['message.delta', { id: 'm', text: more }]]);
    await expect(page.locator('.answer')).toContainText('Another line.');
    await expect(card).toBeInViewport();
    await server.events(id, [
        ['message.complete', { id: 'm', text: cited + more }],
        ['run.complete', { steps: 20, time: '1.0s' }],
    ]);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await expect(card).toBeInViewport();
});

test('an evidence id in the answer opens exactly that evidence', async ({ page, server }) => {
    const id = await server.investigate();
    await page.goto(`${server.url}/sessions/${id}`);
    await page.locator('.answer .evidence-link', { hasText: 'E4' }).first().click();
    const log = await server.log(id);
    const fourth = log.find((e) => e.event === 'tool_call.start' && String(e.data.key).endsWith('-E4'))!;
    const card = page.locator(`[data-call="${String(fourth.data.id)}"]`);
    await expect(card).toHaveClass(/card-lit/);
    await expect(card.locator('.card-head')).toHaveAttribute('aria-expanded', 'true');
    await expect(card).toBeInViewport();
    expect(new URL(page.url()).searchParams.get('evidence')).toBe(fourth.data.id);
    // The same address opens it elsewhere.
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(other.locator('.card-lit .card-head')).toHaveAttribute('aria-expanded', 'true');
});

test('a cancel asks first and ends the turn', async ({ page, server }) => {
    // Of an agent elsewhere: it does not end before the question is answered.
    const id = await server.external('cancel this');
    await server.events(id, [
        [
            'tool_call.start',
            { id: 'a', step: 1, agent: 'TelemetryAgent', query: 'q', timestamp: new Date().toISOString() },
        ],
    ]);
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.card').first()).toBeVisible();
    await page.keyboard.press('c');
    const question = page.getByRole('dialog', { name: 'Cancel this investigation?' });
    await question.getByRole('button', { name: 'Keep it running' }).click();
    await expect(question).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeEnabled();
    await page.keyboard.press('c');
    await question.getByRole('button', { name: 'Cancel the turn' }).click();
    await expect(page.locator('.session-state .pill-cancelled')).toBeVisible();
    await expect(page.locator('.card-running')).toHaveCount(0);
    // What was cut short did not fail, and is no evidence.
    await expect(page.locator('.card-cancelled')).toContainText('Cancelled before it ended.');
    await expect(page.locator('.card-failed')).toHaveCount(0);
    await expect(page.getByLabel('Follow-up question')).toBeVisible();
});

test('a follow-up is a new turn with an address of its own', async ({ page, server }) => {
    const id = await server.investigate('online-shop');
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await page.keyboard.press('f');
    await page.keyboard.type('Is message-broker involved?');
    await page.keyboard.press('Enter');
    await expect(page.locator('#turn-1')).toContainText('Is message-broker involved?');
    await expect(page.locator('.turn-end')).toHaveCount(2);
    await page.getByRole('group', { name: 'Suggested questions' }).getByRole('button').first().click();
    await expect(page.locator('.turn-end')).toHaveCount(3);
    await page.goto(`${server.url}/sessions/${id}#turn-1`);
    await expect(page.locator('#turn-1')).toBeInViewport();
});

test('a reload in mid run loses and doubles nothing', async ({ page, server }) => {
    const id = await server.external('reloaded twice');
    await server.events(id, [call('a', 1, 'first'), done('a', 1, 'first', 'one'), call('b', 2, 'second')]);
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.card-done')).toHaveCount(1);
    await page.reload();
    await expect(page.locator('.card')).toHaveCount(2);
    await server.events(id, [done('b', 2, 'second', 'two'), call('c', 3, 'third')]);
    await expect(page.locator('.card-done')).toHaveCount(2);
    await page.reload();
    await expect(page.locator('.card-running')).toHaveCount(1);
    await server.events(id, [done('c', 3, 'third', 'three'), ['run.complete', { steps: 3, time: '1.0s' }]]);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    const starts = (await server.log(id)).filter((e) => e.event === 'tool_call.start').map((e) => e.data.id);
    const shown = await page
        .locator('.card')
        .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-call')));
    expect(shown).toEqual(starts);
});

test('two browsers stay identical while the server is killed and started again', async ({ browser }) => {
    const server = await NocturneServer.start({ pace: '2s' });
    try {
        const id = await server.investigate();
        const results = async () =>
            (await server.log(id)).filter((event) => event.event === 'tool_call.complete').length;
        await expect.poll(results, { intervals: [100] }).toBeGreaterThanOrEqual(2);
        // With a pace that nothing outlasts the next call is held, however long the browsers take.
        await server.kill();
        await server.launch('60m');
        const contexts = [await browser.newContext(), await browser.newContext()];
        const pages = [];
        for (const context of contexts) {
            await watch(context);
            const page = await context.newPage();
            await page.goto(`${server.url}/sessions/${id}`);
            pages.push(page);
        }
        for (const page of pages) {
            await expect(page.locator('.card-done').nth(1)).toBeVisible();
            await expect(page.locator('.card-running').first()).toBeVisible();
        }
        await server.kill();
        for (const page of pages) {
            await expect(page.locator('.connection-lost')).toBeVisible();
        }
        await server.launch('0s');
        for (const page of pages) {
            await expect(page.locator('.session-state .pill-completed')).toBeVisible();
            await expect(page.locator('.connection-lost')).toHaveCount(0);
            await expect(page.locator('.note', { hasText: 'restarted' })).toHaveCount(2);
        }
        // And like one that comes afterwards and reads it all.
        const late = await contexts[0]!.newPage();
        await late.goto(`${server.url}/sessions/${id}`);
        await expect(late.locator('.turn-end')).toBeVisible();
        const [first, second, third] = await Promise.all([...pages, late].map(feedText));
        expect(first).toContain('OPT-AST-BRN-1');
        expect(second).toBe(first);
        expect(third).toBe(first);
        for (const page of [...pages, late]) {
            await expectClean(page);
        }
        await Promise.all(contexts.map((context) => context.close()));
    } finally {
        await server.stop();
    }
});

test('parallel calls stand side by side and show their steps as they progress', async ({ page, server }) => {
    const id = await server.external('two at once');
    const start = (call: string, step: number) =>
        [
            'tool_call.start',
            {
                id: call,
                step,
                agent: 'GraphExplorerAgent',
                query: `question ${call}`,
                timestamp: new Date().toISOString(),
            },
        ] as [string, object];
    await server.events(id, [
        start('a', 1),
        start('b', 2),
        [
            'tool_call.progress',
            {
                id: 'a',
                index: 0,
                agent: 'GraphExplorerAgent',
                query: 'inner query',
                status: 'running',
                timestamp: new Date().toISOString(),
            },
        ],
    ]);
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.beside .card-running')).toHaveCount(2);
    await expect(page.locator('[data-call="a"] .step-running')).toContainText('inner query');
    await server.events(id, [
        [
            'tool_call.progress',
            { id: 'a', index: 0, status: 'done', result_summary: '3 rows', duration: '0.4s' },
        ],
        [
            'tool_call.complete',
            {
                id: 'b',
                step: 2,
                agent: 'GraphExplorerAgent',
                duration: '1.0s',
                query: 'question b',
                response: 'FAILED: [tool_failed] no',
                error: true,
            },
        ],
    ]);
    await expect(page.locator('[data-call="a"] .step-done')).toContainText('3 rows');
    await expect(page.locator('[data-call="b"]')).toHaveClass(/card-failed/);
    await server.events(id, [
        ['run.complete', { steps: 2, time: '2.0s', tokens: { input: 1200, output: 80, cost: 0.0123 } }],
    ]);
    await expect(page.locator('.turn-end')).toContainText('1,200 tokens in, 80 out');
    await expect(page.locator('.turn-end')).toContainText('$0.0123');
});

test('what left for a model and what it claims is shown', async ({ page, server }) => {
    const id = await server.external('ask a model');
    await server.events(id, [
        [
            'model.request',
            {
                key: 'm1',
                agent: 'Orchestrator',
                provider: 'acme',
                host: 'models.example',
                model: 'm-1',
                bytes: 2048,
                local: false,
                replaced: { email: 2 },
            },
        ],
        [
            'model.response',
            {
                key: 'm1',
                text: 'thinking',
                tool_calls: [{ id: '1', name: 'ask', arguments: '{"q":1}' }],
                finish_reason: 'stop',
                usage: { input: 10, output: 5 },
                cost: 0.002,
                duration: '1.2s',
            },
        ],
        [
            'tool_call.start',
            {
                id: 'call-1',
                step: 1,
                agent: 'TelemetryAgent',
                query: 'q',
                timestamp: new Date().toISOString(),
            },
        ],
        [
            'tool_call.complete',
            {
                id: 'call-1',
                step: 1,
                agent: 'TelemetryAgent',
                duration: '0.1s',
                query: 'q',
                response: 'r',
                timestamp: new Date().toISOString(),
            },
        ],
        [
            'diagnosis',
            {
                verdict: 'fault',
                root_causes: [{ entity: 'order-db', confidence: 0.7 }],
                partial: true,
                claims: [
                    { text: 'It is the database.', evidence: ['call-1'], supported: true },
                    { text: 'And the moon.', evidence: [], supported: false },
                ],
                investigator: {
                    verdict: 'fault',
                    root_causes: [{ entity: 'host-06' }],
                    agrees: false,
                    agreed: [],
                    only_model: ['order-db'],
                    only_investigator: ['host-06'],
                },
            },
        ],
        ['message.start', { id: 'm' }],
        ['message.complete', { id: 'm', text: 'It is **order-db** [call-1].' }],
        ['run.complete', { steps: 1, time: '3.0s' }],
    ]);
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.models summary')).toContainText('Asked m-1');
    await page.locator('.models summary').click();
    await expect(page.locator('.models')).toContainText('models.example');
    await expect(page.locator('.models')).toContainText('2 × email');
    await expect(page.locator('.verdict')).toContainText('The built-in investigator disagrees');
    await page.locator('.claims summary').click();
    await expect(page.locator('.claims')).toContainText('1 without support');
    await page.locator('.answer .evidence-link').click();
    await expect(page.locator('[data-call="call-1"]')).toHaveClass(/card-lit/);
});
