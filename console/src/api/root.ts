/**
 * Where the console and the API are: the server's root as the browser sees it. Behind a proxy that adds a path prefix
 * this is below the prefix, which only the browser knows; the page says where the root is relative to itself.
 */
const way = document.querySelector<HTMLMetaElement>('meta[name="nocturne-root"]')?.content ?? '/';

/** Computed once, from the address that was opened: the router changes it later. */
export const root = new URL(way, window.location.href);

/** For the router: the path of the root without the slash at its end. */
export const basename = root.pathname.replace(/\/$/, '');

/** The address of a path of the server, such as `/api/sessions`. */
export function address(path: string): string {
    return root.href + path.slice(1);
}
