/** The pictures of the README, from a real run. */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { NocturneServer } from './server';

const FOLDER = join(import.meta.dirname, '../../docs/images');

test('the pictures of the README', async ({ browser }) => {
    const server = await NocturneServer.start({ pace: '2s' });
    try {
        for (const environment of ['online-shop', 'telecom-transport']) {
            const { alerts } = await server.get<{ alerts: Record<string, string> }>(
                `/api/environments/${environment}`,
            );
            for (const alert of Object.values(alerts).reverse()) {
                await server.investigate(environment, alert);
            }
        }
        const { sessions } = await server.get<{ sessions: { id: string }[] }>('/api/sessions?limit=1');
        const id = sessions[0]!.id;
        const open = async (colorScheme: 'light' | 'dark', phone = false) => {
            const context = await browser.newContext({
                colorScheme,
                reducedMotion: 'reduce',
                viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
                deviceScaleFactor: phone ? 2 : 1,
            });
            return context.newPage();
        };
        const light = await open('light');
        // Fonts, icons and charts come after their places: a picture is taken when the page looks the same twice.
        const file = (name: string) => join(FOLDER, `${name}.png`);
        const shot = async (page: typeof light, name: string) => {
            let before: Buffer | undefined;
            await expect
                .poll(async () => {
                    const now = await page.screenshot();
                    const same = before?.equals(now) ?? false;
                    before = now;
                    return same;
                })
                .toBe(true);
            await page.screenshot({ path: file(name) });
        };

        await light.goto(`${server.url}/sessions/${id}`);
        await expect(light.locator('.card-done').nth(1)).toBeVisible();
        await expect(light.locator('.card-running').first()).toBeVisible();
        await light.screenshot({ path: file('session-running') });
        await expect(light.locator('.turn-end')).toBeVisible();
        await shot(light, 'session-light');
        await light.goto(`${server.url}/sessions/${id}?tab=telemetry`);
        await expect(light.locator('.look-suspects')).toBeVisible();
        await shot(light, 'telemetry-light');
        await light.goto(`${server.url}/sessions/${id}?tab=alarms`);
        await expect(light.locator('.look').first()).toBeVisible();
        await shot(light, 'alarms-light');

        const dark = await open('dark');
        await dark.goto(server.url);
        await expect(dark.locator('.pill-completed').first()).toBeVisible();
        await shot(dark, 'sessions-dark');
        await dark.goto(`${server.url}/sessions/${id}?tab=map`);
        await expect(dark.locator('.look canvas').first()).toBeVisible();
        await shot(dark, 'map-dark');

        const phone = await open('dark', true);
        await phone.goto(`${server.url}/sessions/${id}`);
        await expect(phone.locator('.turn-end')).toBeVisible();
        await shot(phone, 'session-phone');
    } finally {
        await server.stop();
    }
});
