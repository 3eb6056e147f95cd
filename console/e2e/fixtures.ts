/** Pages that watch themselves: whatever a test does, nothing leaves the origin and the policy is never broken. */
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { NocturneServer } from './server';

declare global {
    interface Window {
        violations?: string[];
        pwned?: unknown;
    }
}

export interface Watched {
    outside: string[];
    errors: string[];
}

const watched = new WeakMap<Page, Watched>();

export async function watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', (event) => {
            window.violations?.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
        });
    });
    context.on('page', (page) => {
        const seen: Watched = { outside: [], errors: [] };
        watched.set(page, seen);
        page.on('request', (request) => {
            const url = new URL(request.url());
            if (url.hostname !== '127.0.0.1' && url.protocol !== 'blob:' && url.protocol !== 'data:') {
                seen.outside.push(request.url());
            }
        });
        page.on('pageerror', (error) => seen.errors.push(error.message));
    });
}

export async function expectClean(page: Page): Promise<void> {
    const seen = watched.get(page);
    expect(seen?.outside, 'requests that left the origin').toEqual([]);
    expect(seen?.errors, 'errors of the page').toEqual([]);
    if (!page.isClosed() && page.url().startsWith('http')) {
        expect(await page.evaluate(() => window.violations), 'breaches of the policy').toEqual([]);
    }
}

export const test = base.extend<object, { server: NocturneServer }>({
    server: [
        // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern
        async ({}, use) => {
            const server = await NocturneServer.start({ pace: '350ms' });
            await use(server);
            await server.stop();
        },
        { scope: 'worker', timeout: 300_000 },
    ],
    context: async ({ context }, use) => {
        await watch(context);
        await use(context);
        for (const page of context.pages()) {
            await expectClean(page);
        }
    },
});

/** The feed as a reader sees it, without what moves by itself. */
export async function feedText(page: Page): Promise<string> {
    // Until its part of the page is there, an answer is plain text.
    await expect(page.locator('.answer .markdown').first()).toBeVisible();
    return page.locator('.feed').innerText();
}

export { expect };
