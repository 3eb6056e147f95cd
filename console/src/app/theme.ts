/** Dark, light, or what the system prefers. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'nocturne.theme';

export function currentTheme(): Theme {
    const theme = document.documentElement.dataset.theme;
    return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function setTheme(theme: Theme): void {
    if (theme === 'system') {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = theme;
    }
    try {
        localStorage.setItem(KEY, theme);
    } catch {
        // Storage may be forbidden; the choice then lasts until the page is left.
    }
}

export function nextTheme(theme: Theme): Theme {
    return theme === 'system' ? 'dark' : theme === 'dark' ? 'light' : 'system';
}
