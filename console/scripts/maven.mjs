// What the Maven build asks for:  maven.mjs build FOLDER | maven.mjs check
// Packages are fetched when they are missing or the lock file changed. With --lenient (the launcher's build) a registry
// that cannot be reached leaves the console out; without it the build fails.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, folder] = process.argv.slice(2);
const lenient = process.argv.includes('--lenient');
const say = (text) => console.log(`console: ${text}`);

function run(command, args, env = {}) {
    const result = spawnSync(command, args, {
        cwd: home,
        stdio: 'inherit',
        env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ...env },
        shell: process.platform === 'win32',
    });
    return result.status ?? 1;
}

function must(command, args, env) {
    const status = run(command, args, env);
    if (status !== 0) {
        say(`"${[command, ...args].join(' ')}" ended with ${status}`);
        process.exit(status);
    }
}

/** The packages of the lock file, fetched at most once for each lock file. */
function packages() {
    const lock = createHash('sha256')
        .update(readFileSync(join(home, 'package-lock.json')))
        .digest('hex');
    const stamp = join(home, 'node_modules', '.nocturne-lock');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
        return true;
    }
    say('fetching its packages');
    if (run('npm', ['ci', '--no-progress', '--loglevel=error']) !== 0) {
        return false;
    }
    writeFileSync(stamp, lock);
    return true;
}

function enough() {
    const [major, minor] = process.versions.node.split('.').map(Number);
    return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

if (!enough()) {
    say(`left out: it is built with Node 20.19, 22.12 or newer, and this is ${process.versions.node}`);
    process.exit(0);
}
if (!packages()) {
    say('its packages cannot be fetched');
    if (lenient) {
        say('left out; the API and the command work without it');
        process.exit(0);
    }
    process.exit(1);
}
const bin = (name) => join(home, 'node_modules', '.bin', name);
if (task === 'build') {
    rmSync(folder, { recursive: true, force: true });
    must(bin('vite'), ['build', '--logLevel', 'warn'], { CONSOLE_OUT: folder });
    must(process.execPath, [join('scripts', 'size.mjs')], { CONSOLE_OUT: folder });
} else if (task === 'check') {
    must(bin('prettier'), ['--check', '--log-level', 'warn', '.']);
    must(bin('eslint'), ['--max-warnings', '0', '.']);
    must(bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']);
    must(bin('vitest'), ['run', '--reporter=default', '--reporter=junit', `--outputFile.junit=${folder}`]);
} else {
    say(`no such task: ${task}`);
    process.exit(2);
}
