/** The bearer token of this tab, and whether the server asked for one. Stored for this tab only: closing it signs out. */
import { basename } from './root';

/** Servers under different prefixes of one address have different tokens. */
const KEY = `nocturne.token${basename}`;

let token = stored();
let required = false;
const listeners = new Set<() => void>();

function stored(): string | null {
    try {
        return sessionStorage.getItem(KEY);
    } catch {
        return null; // storage may be forbidden; then the token lives as long as the page
    }
}

function changed(): void {
    listeners.forEach((listener) => listener());
}

export function authorization(): Record<string, string> {
    return token === null ? {} : { authorization: `Bearer ${token}` };
}

export function signedIn(): boolean {
    return token !== null;
}

/** The server answered 401. */
export function askForToken(): void {
    if (!required) {
        required = true;
        changed();
    }
}

export function tokenRequired(): boolean {
    return required;
}

export function signIn(value: string): void {
    token = value;
    required = false;
    try {
        sessionStorage.setItem(KEY, value);
    } catch {
        // As above.
    }
    changed();
}

export function signOut(): void {
    token = null;
    try {
        sessionStorage.removeItem(KEY);
    } catch {
        // As above.
    }
    required = true;
    changed();
}

export function onTokenChange(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
        listeners.delete(listener);
    };
}
