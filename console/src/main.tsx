import './styles/tokens.css';
import './styles/base.css';
import './styles/app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ApiError } from './api/http';
import { address, basename } from './api/root';
import { App } from './app/App';

const client = new QueryClient({
    defaultOptions: {
        queries: {
            // A refusal would be repeated; a failure of the network or the server may pass.
            retry: (failures, failure) =>
                failures < 2 &&
                failure instanceof ApiError &&
                (failure.status === 0 || failure.status >= 500),
            staleTime: 10_000,
            refetchOnWindowFocus: true,
        },
    },
});

// The server runs another build now, and a part of this page no longer exists: load the new page, once.
window.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem('nocturne.reloaded') ?? 0);
    if (Date.now() - last > 60_000) {
        sessionStorage.setItem('nocturne.reloaded', String(Date.now()));
        window.location.reload();
    }
});

// Browsers resolve the icon again when the address changes; a relative one would then be looked for elsewhere.
document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.setAttribute('href', address('/icon.svg'));

const root = document.getElementById('root');
if (!root) {
    throw new Error('index.html has no #root');
}
createRoot(root).render(
    <StrictMode>
        <QueryClientProvider client={client}>
            <BrowserRouter basename={basename}>
                <App />
            </BrowserRouter>
        </QueryClientProvider>
    </StrictMode>,
);
