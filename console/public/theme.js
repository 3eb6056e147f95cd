// Runs before the first paint, so that no page flashes in the wrong colours.
try {
    const theme = localStorage.getItem('nocturne.theme');
    if (theme === 'light' || theme === 'dark') {
        document.documentElement.dataset.theme = theme;
    }
} catch {
    // Storage may be forbidden; then the system's preference decides.
}
