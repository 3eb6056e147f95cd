import { expect, test } from './fixtures';

test.use({ timezoneId: 'Europe/Oslo' });

test('the answer is on top when a turn ends and when a finished session is opened', async ({
    page,
    server,
}) => {
    const id = await server.investigate('telecom-transport');
    await page.goto(`${server.url}/sessions/${id}`);
    const answer = page.locator('#answer');
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await expect(answer).toBeInViewport({ ratio: 1 });
    await expect(answer).toContainText('OPT-AST-BRN-1');
    await expect(answer).toContainText('Norrmark Emergency Control (SVC-01)');
    await expect(answer).toContainText('failing since 16:37:13 (UTC+2)');
    await page.goto(`${server.url}/sessions/${id}?at=answer`);
    await expect(answer).toBeInViewport({ ratio: 1 });

    // Map, card and charts say the same of a silent link with a link-down alarm.
    await expect(answer.locator('.hit', { hasText: 'Down:' })).toContainText('3 IP links');
    await page.goto(`${server.url}/sessions/${id}?tab=map&entity=IP-AST-BRN-2`);
    await expect(page.locator('.look-details')).toContainText('Down, seen in the data');

    // Escape closes the details first, and then leaves.
    await page.keyboard.press('Escape');
    await expect(page.locator('.look-details')).toHaveCount(0);
    await expect(page).toHaveURL(/tab=map$/);

    await page.goto(`${server.url}/sessions/${id}?tab=telemetry`);
    const cause = page.locator('.look-suspect', { hasText: 'OPT-AST-BRN-1' });
    const power = cause.locator('figure', { hasText: 'RxPowerDbm' });
    await expect(power.locator('canvas')).toBeVisible();
    await expect(power).toContainText('▼ −7.02 → −39.98');
    await expect(power.getByRole('img')).toHaveAttribute('aria-label', /last −39\.9\d dBm/);
    await expect(page.locator('.look-suspect', { hasText: 'IP-AST-BRN-2' })).toContainText('▼');
    await expect(page.locator('.look-suspect', { hasText: 'IP-AST-BRN-2' })).toContainText('Down');
    // Nothing was asked of the session for it.
    expect((await server.log(id)).filter((one) => one.event === 'user_message')).toHaveLength(1);
});

test('the first draw of a chart shows the drop', async ({ page, server }) => {
    const id = await server.investigate('telecom-transport');
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    // What the chart writes beside its axis.
    await page.addInitScript(() => {
        const written: string[] = [];
        Object.assign(window, { written });
        // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the context below
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text: string, ...rest: [number, number]) {
            written.push(text);
            write.call(this, text, ...rest);
        };
    });
    await page.goto(`${server.url}/sessions/${id}?tab=telemetry`);
    await expect
        .poll(() => page.evaluate(() => (window as unknown as { written: string[] }).written))
        .toContain('−40');
});

test('the summary is one plain paragraph', async ({ page, server, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const id = await server.investigate('telecom-transport');
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await expect(page.locator('#answer')).toContainText('Norrmark Emergency Control');
    await page.getByRole('button', { name: 'Copy summary' }).click();
    // The clipboard is written after the click.
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await expect
        .poll(clipboard)
        .toMatch(/^Root cause: OPT-AST-BRN-1, optical link, failing since 16:37:13 \(UTC\+2\) on 16 Jun/);
    const text = await clipboard();
    expect(text).toContain('Norrmark Emergency Control (SVC-01)');
    expect(text).not.toMatch(/\\|\n/);
    expect(text).toContain(`/sessions/${id}?at=answer`);
});

test('an unknown id says so', async ({ page, server }) => {
    await page.goto(`${server.url}/sessions/ses-none`);
    await expect(page.getByRole('heading', { name: 'No such session' })).toBeVisible();
    await expect(page.locator('.page')).toContainText('ses-none');
});

test('something is on the page before the console arrives', async ({ page, server }) => {
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto(server.url);
    await expect(page.getByText('Loading the console…')).toBeVisible();
});

test('the timeline lists the incident in order of time and leads to the map', async ({ page, server }) => {
    const id = await server.investigate();
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const incident = page.getByRole('region', { name: 'Incident timeline' });
    await expect(incident.locator('.moment-onset')).toContainText('OPT-AST-BRN-1');
    await incident.getByRole('button', { name: /^Show all/ }).click();
    const times = await incident
        .locator('.moment time')
        .evaluateAll((all) => all.map((one) => Date.parse(one.getAttribute('datetime')!)));
    expect(times.length).toBeGreaterThan(25);
    expect(times.map((time) => Math.floor(time / 1000))).toEqual(
        times.map((time) => Math.floor(time / 1000)).sort((one, other) => one - other),
    );
    await expect(incident.locator('.moment-alert')).toHaveCount(1);
    await incident.locator('.moment-onset button').click();
    await expect(page).toHaveURL(/tab=map&entity=OPT-AST-BRN-1/);
});

test('after the answer the suggested questions are about the finding and not cut', async ({
    page,
    server,
}) => {
    const id = await server.investigate();
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.locator('.session-state .pill-completed')).toBeVisible();
    const chips = page.getByRole('group', { name: 'Suggested questions' }).getByRole('button');
    await expect(chips.first()).toHaveText('What should be done first?');
    await expect(chips).toContainText([/OPT-AST-BRN-1/]);
    for (const chip of await chips.all()) {
        await expect(chip).not.toContainText('root cause');
        expect(await chip.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    }
});

test('the status page shows what runs, the packs and the access', async ({ page, server }) => {
    const id = await server.external('still running');
    await page.goto(`${server.url}/status`);
    await expect(page.getByText(/of your sessions (is|are) running/)).toBeVisible();
    await expect(page.getByText('Norrlight', { exact: false }).first()).toBeVisible();
    await expect(page.getByText('No token is required', { exact: false })).toBeVisible();
    await server.events(id, [['run.complete', { steps: 0, time: '0.0s' }]]);
});
