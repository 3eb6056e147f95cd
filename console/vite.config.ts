import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Where a development server forwards what is not a file of the console.
const server = process.env.NOCTURNE_SERVER ?? 'http://127.0.0.1:8080';

/** The server's root, from the page: the built page says it relatively, and the server adapts it to the page's depth. */
function nameRoot(way: string): Plugin {
    return { name: 'nocturne-root', transformIndexHtml: (html) => html.replace('%ROOT%', way) };
}

export default defineConfig(({ command }) => ({
    // Relative, so that the console also works under a path prefix that a proxy adds.
    base: command === 'build' ? './' : '/',
    plugins: [react(), nameRoot(command === 'build' ? './' : '/')],
    build: {
        outDir: process.env.CONSOLE_OUT ?? 'dist',
        emptyOutDir: true,
        // The policy of the server forbids data: scripts and inline styles; nothing is inlined.
        assetsInlineLimit: 0,
        // What is bundled asks for its licence to come along.
        license: { fileName: 'licenses.txt' },
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 800,
    },
    server: {
        // The server takes writes from its own address only, so the Host has to stay the page's.
        proxy: Object.fromEntries(
            ['/api', '/query', '/health'].map((path) => [path, { target: server, changeOrigin: false }]),
        ),
    },
    test: {
        include: ['src/**/*.test.{ts,tsx}'],
        environment: 'jsdom',
        // Not UTC, so that a time without its zone is seen.
        env: { TZ: 'Europe/Oslo' },
        restoreMocks: true,
    },
}));
