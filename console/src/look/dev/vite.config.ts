// A page with every picture, for development; it is no part of the build.
// NOCTURNE_SERVER=http://127.0.0.1:8080 npx vite --config src/look/dev/vite.config.ts
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.NOCTURNE_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
    root: import.meta.dirname,
    cacheDir: '../../../node_modules/.vite-look',
    plugins: [react()],
    server: { proxy: Object.fromEntries(['/api', '/query'].map((path) => [path, server])) },
});
