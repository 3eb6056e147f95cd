import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** No browser is fetched: Debian's chromium, or the one that $CHROMIUM names. */
export const chromium = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
]
    .filter((path) => path !== undefined)
    .find((path) => existsSync(path));

export default defineConfig({
    testDir: 'e2e',
    testMatch: '*.spec.ts',
    outputDir: 'target/e2e',
    workers: 1,
    // A condition that holds ends its wait at once; these end what hangs, on a machine several times slower than usual too.
    timeout: 300_000,
    expect: { timeout: 60_000 },
    forbidOnly: true,
    retries: 0,
    reporter: [['list'], ['junit', { outputFile: 'target/e2e-reports/TEST-console-e2e.xml' }]],
    use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 860 },
        trace: 'retain-on-failure',
        launchOptions: {
            executablePath: chromium,
            // Root has no sandbox, and containers often run as root.
            args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        },
    },
});
