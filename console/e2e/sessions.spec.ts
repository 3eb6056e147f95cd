import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { call, done, NocturneServer } from './server';

/** Up to the alert; earlier steps are loaded on the way. */
async function scrollToBeginning(page: Page): Promise<void> {
    await expect
        .poll(
            async () => {
                // A scroll to the top from somewhere else, as a reader's.
                await page.evaluate(() => {
                    window.scrollBy(0, 200);
                    window.scrollTo(0, 0);
                });
                return page.locator('.earlier').count();
            },
            { intervals: [100] },
        )
        .toBe(0);
    // The page keeps the reader's place when the last earlier steps come, so the top may be farther up, and it may bring
    // the place back once more. It is at the top when some frames do not move it.
    await expect
        .poll(
            () =>
                page.evaluate(async () => {
                    window.scrollTo(0, 0);
                    for (let frame = 0; frame < 5; frame++) {
                        await new Promise(requestAnimationFrame);
                    }
                    return window.scrollY === 0 && document.querySelector('[data-call="c1"]') !== null;
                }),
            { intervals: [100] },
        )
        .toBe(true);
}

test('the list shows verdict and cause, searches on the server and follows what happens', async ({
    page,
    server,
}) => {
    const id = await server.external('the shop is slow');
    await page.goto(server.url);
    const row = page.locator('.row', { has: page.locator(`a[href="/sessions/${id}"]`) });
    await expect(row.locator('.pill-in_progress')).toBeVisible();
    await server.events(id, [
        ['diagnosis', { verdict: 'fault', root_causes: [{ entity: 'inventory-db', confidence: 0.9 }] }],
        ['run.complete', { steps: 0, time: '1.0s' }],
    ]);
    await expect(row.locator('.pill-completed')).toBeVisible();
    await expect(row).toContainText('inventory-db');
    await page.keyboard.press('/');
    await page.keyboard.type('no such alert anywhere');
    await expect(page.getByText('No matches')).toBeVisible();
    await page.getByRole('searchbox').fill('inventory-db');
    await expect(row).toBeVisible();
    await page.getByLabel('Status').selectOption('cancelled');
    await expect(row).toHaveCount(0);
    await expect(page).toHaveURL(/status=cancelled/);
});

test('a filter chosen right after typing keeps what was typed', async ({ page, server }) => {
    await page.clock.install();
    await page.goto(server.url);
    await expect(page.getByRole('searchbox')).toBeVisible();
    // The search waits for the end of the typing, which does not come before the filter is chosen.
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('searchbox').fill('broker');
    await page.getByLabel('Status').selectOption('cancelled');
    await expect(page).toHaveURL(/status=cancelled/);
    await page.clock.resume();
    await expect(page).toHaveURL(/q=broker/);
    await expect(page).toHaveURL(/status=cancelled/);
    // Nor does a search that waits follow the reader to another page.
    await page.clock.pauseAt(Date.now() + 180_000);
    await page.getByRole('searchbox').fill('database');
    await page.getByRole('link', { name: 'Status', exact: true }).click();
    await expect(page).toHaveURL(/\/status$/);
    await page.clock.runFor(1_000);
    await page.clock.resume();
    await expect(page.getByRole('heading', { level: 1, name: 'Status' })).toBeVisible();
    await expect(page).toHaveURL(/\/status$/);
});

test('the keyboard is enough', async ({ page, server }) => {
    await server.investigate('online-shop', 'first of two');
    await server.investigate('online-shop', 'second of two');
    await page.goto(`${server.url}/?q=of+two`);
    await expect(page.locator('.row')).toHaveCount(2);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(page.getByRole('link', { name: 'first of two' })).toBeFocused();
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'second of two' })).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('6');
    await expect(page.getByRole('region', { name: 'Raw log' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/$/);
});

test('a deleted session can be had back for a while', async ({ page, server }) => {
    const id = await server.investigate('online-shop', 'delete me not');
    await page.clock.install();
    await page.goto(`${server.url}/?q=delete+me+not`);
    const row = page.locator('.row', { hasText: 'delete me not' });
    await expect(row).toBeVisible();
    // The page's clock stops while there is time to undo.
    await page.clock.pauseAt(Date.now() + 60_000);
    await row.getByRole('button', { name: /Delete/ }).click();
    await expect(row).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row).toBeVisible();
    await row.getByRole('button', { name: /Delete/ }).click();
    await expect(row).toHaveCount(0);
    const status = async () => (await fetch(`${server.url}/api/sessions/${id}`)).status;
    expect(await status()).toBe(200);
    await page.clock.resume();
    await page.clock.fastForward(10_000);
    await expect.poll(status).toBe(404);
});

test('a list of 10,000 sessions scrolls to its end with few rows in the page', async ({ page }) => {
    test.setTimeout(900_000);
    const server = await NocturneServer.start();
    try {
        // Several at a time, below the limit of running turns.
        let next = 0;
        const work = async () => {
            while (next < 10_000) {
                const n = next++;
                const id = await server.external(`alert number ${n}`);
                await server.events(id, [['run.complete', { steps: 0, time: '0.0s' }]]);
            }
        };
        await Promise.all(Array.from({ length: 48 }, work));
        await page.goto(server.url);
        await expect(page.locator('.row').first()).toBeVisible();
        await expect
            .poll(
                async () => {
                    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
                    expect(await page.locator('.row').count()).toBeLessThan(80);
                    return page.locator('.row-link').last().innerText();
                },
                { timeout: 300_000, intervals: [60] },
            )
            .toMatch(/^alert number \d{1,2}$/);
        await expect(page.locator('.rows-end')).toHaveText('');
        await page.getByRole('searchbox').fill('alert number 4711');
        await expect(page.locator('.row')).toHaveCount(1);
        await expect(page.locator('.row')).toContainText('alert number 4711');
    } finally {
        await server.stop();
    }
});

test('a session of 2,000 events opens and scrolls with few cards in the page', async ({ page, server }) => {
    const id = await server.external('a long one');
    for (let batch = 0; batch < 2; batch++) {
        const events: [string, object][] = [];
        for (let i = 0; i < 500; i++) {
            const step = batch * 500 + i + 1;
            events.push(
                call(`c${step}`, step, `question ${step}`),
                done(`c${step}`, step, `question ${step}`, `finding ${step}`),
            );
        }
        await server.events(id, events);
    }
    // A running session opens at its end.
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.card', { hasText: 'question 1000' })).toBeInViewport();
    expect(await page.locator('.card').count()).toBeLessThan(60);
    await scrollToBeginning(page);
    await expect(page.locator('[data-call="c1"]')).toBeInViewport();
    // New events do not move a reader who scrolled up.
    await server.events(id, [call('more', 1001, 'one more'), done('more', 1001, 'one more', 'found')]);
    await expect(page.locator('.running-facts')).toContainText('1,001 steps');
    await expect(page.locator('[data-call="c1"]')).toBeInViewport();
    await page.getByRole('button', { name: 'Latest' }).click();
    await expect(page.locator('.card', { hasText: 'one more' })).toBeInViewport();
    // Evidence in the middle is found by its address.
    await page.goto(`${server.url}/sessions/${id}?evidence=c500`);
    await expect(page.locator('[data-call="c500"]')).toBeInViewport();
    await server.events(id, [['run.complete', { steps: 1000, time: '1.0s' }]]);
    await page.goto(`${server.url}/sessions/${id}?tab=raw`);
    await page.getByRole('searchbox').fill('question 777');
    await expect(page.locator('.raw-line')).toHaveCount(2);
});

test('a session of 20,000 events opens at once, holds its end and reads the rest when it is looked at', async ({
    page,
    server,
}) => {
    const id = await server.external('the longest one');
    const steps = 10_000;
    for (let from = 1; from <= steps; from += 500) {
        const events: [string, object][] = [];
        for (let step = from; step < from + 500; step++) {
            events.push(
                call(`c${step}`, step, `question ${step}`),
                done(`c${step}`, step, `question ${step}`, `finding ${step}`),
            );
        }
        await server.events(id, events);
    }
    const requests: string[] = [];
    page.on('request', (request) =>
        requests.push(new URL(request.url()).pathname + new URL(request.url()).search),
    );
    const pagesOfLog = () => requests.filter((url) => url.includes(`${id}/events?`)).length;
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.card', { hasText: `question ${steps}` })).toBeInViewport();
    // The alert, the number of steps and where the stream begins come from the state; the log was read by its last page.
    await expect(page.locator('.running-facts')).toContainText('10,000 steps');
    expect(pagesOfLog()).toBe(1);
    expect(requests).not.toContain(`/api/sessions/${id}`);
    // The page is drawn before the stream is asked for.
    await expect.poll(() => requests.filter((url) => url.includes('/stream?')).length).toBe(1);
    // What comes now is followed.
    await server.events(id, [call('new', steps + 1, 'the newest question')]);
    await expect(page.locator('.card', { hasText: 'the newest question' })).toBeInViewport();
    // Scrolling up loads the page before, and leaves the reader where he was.
    const oldest = page.locator('[data-call="c9751"]');
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(page.locator('.earlier')).toContainText('19,003 earlier events');
    await expect(oldest).toBeInViewport();
    expect(pagesOfLog()).toBe(2);
    // Evidence far back is found by its address.
    await page.goto(`${server.url}/sessions/${id}?evidence=c9000`);
    await expect(page.locator('[data-call="c9000"]')).toBeInViewport();
    await expect(page.locator('[data-call="c9000"] .card-head')).toHaveAttribute('aria-expanded', 'true');
    // The other views say what they lack, and load it.
    await page.goto(`${server.url}/sessions/${id}?tab=raw`);
    await expect(page.locator('.earlier-notice')).toContainText('events are not loaded');
    await page.getByRole('button', { name: 'Load more' }).click();
    await expect(page.locator('.raw-tools [role="status"]')).toHaveText('1,000 events');
    await server.events(id, [['run.complete', { steps: steps + 1, time: '1.0s' }]]);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
});

test('a page follows 500 events a second', async ({ page, server }) => {
    const id = await server.external('a flood');
    await page.goto(`${server.url}/sessions/${id}`);
    await server.events(id, [
        call('first', 1, 'before the flood'),
        done('first', 1, 'before the flood', 'a finding'),
        ['message.start', { id: 'm' }],
    ]);
    await expect(page.locator('.card')).toHaveCount(1);
    let whole = '';
    for (let tick = 0; tick < 12; tick++) {
        const began = Date.now();
        const deltas = Array.from({ length: 250 }, (_, i): [string, object] => {
            const text = `${tick}.${i} `;
            whole += text;
            return ['message.delta', { id: 'm', text }];
        });
        await server.events(id, deltas);
        await new Promise((later) => setTimeout(later, Math.max(0, 500 - (Date.now() - began))));
        if (tick === 6) {
            // The page answers in the middle of it.
            await page.locator('[data-call="first"] .card-head').click();
            await expect(page.locator('[data-call="first"] .card-head')).toHaveAttribute(
                'aria-expanded',
                'true',
            );
        }
    }
    await server.events(id, [
        ['message.complete', { id: 'm', text: whole }],
        ['run.complete', { steps: 1, time: '6.0s' }],
    ]);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await expect(page.locator('.answer')).toContainText('11.249');
    expect((await page.locator('.answer').innerText()).split(/\s+/)).toEqual(whole.trim().split(' '));
});
