// Prints the gzip sizes of the built scripts and fails when those of the first load are over the limit.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a phone on a poor network may be asked to fetch before it sees anything. */
const LIMIT = 300 * 1000;

const out = process.env.CONSOLE_OUT ?? 'dist';
const html = readFileSync(join(out, 'index.html'), 'utf8');
const size = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

let first = 0;
const later = [];
for (const name of readdirSync(join(out, 'assets')).filter((file) => file.endsWith('.js'))) {
    const bytes = size(join(out, 'assets', name));
    if (html.includes(`assets/${name}`)) {
        first += bytes;
    } else {
        later.push([name, bytes]);
    }
}
later.sort((a, b) => b[1] - a[1]);
console.log(`console: first load ${kB(first)} of JavaScript (gzip), limit ${kB(LIMIT)}`);
for (const [name, bytes] of later.slice(0, 8)) {
    console.log(`console: when needed ${kB(bytes)} ${name}`);
}
if (first > LIMIT) {
    console.error('console: the first load is over its limit');
    process.exit(1);
}
