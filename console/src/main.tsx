import './styles/tokens.css';
import './styles/base.css';
import './styles/app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ApiError } from './api/http';
import { App } from './app/App';

const client = new QueryClient({
    defaultOptions: {
        queries: {
            // What a server refuses it refuses again; what did not arrive may arrive the next time.
            retry: (failures, failure) =>
                failures < 2 &&
                failure instanceof ApiError &&
                (failure.status === 0 || failure.status >= 500),
            staleTime: 10_000,
            refetchOnWindowFocus: true,
        },
    },
});

// The server was replaced by another build, and a part of this page is not there any more: take the new page, once.
window.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem('nocturne.reloaded') ?? 0);
    if (Date.now() - last > 60_000) {
        sessionStorage.setItem('nocturne.reloaded', String(Date.now()));
        window.location.reload();
    }
});

const root = document.getElementById('root');
if (!root) {
    throw new Error('index.html has no #root');
}
createRoot(root).render(
    <StrictMode>
        <QueryClientProvider client={client}>
            <BrowserRouter>
                <App />
            </BrowserRouter>
        </QueryClientProvider>
    </StrictMode>,
);
