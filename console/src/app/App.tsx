import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { Link, NavLink, Route, Routes, useLocation, useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { onTokenChange, signedIn, signOut, tokenRequired } from '../api/token';
import { SessionsPage } from '../pages/sessions/SessionsPage';
import { SessionPage } from '../pages/session/SessionPage';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Icon } from '../ui/Icon';
import { Loading } from '../ui/Loading';
import { HelpDialog } from './HelpDialog';
import { NewInvestigation } from './new/NewInvestigation';
import { useShortcuts } from './shortcuts';
import { SignIn } from './SignIn';
import { ThemeButton } from './ThemeButton';
import { Toasts } from './Toasts';

const EnvironmentPage = lazy(async () => ({
    default: (await import('../pages/environment/EnvironmentPage')).EnvironmentPage,
}));
const StatusPage = lazy(async () => ({ default: (await import('../pages/status/StatusPage')).StatusPage }));

export function App() {
    const locked = useSyncExternalStore(onTokenChange, tokenRequired);
    const client = useQueryClient();
    useEffect(
        () =>
            onTokenChange(() => {
                if (!tokenRequired()) {
                    void client.resetQueries();
                }
            }),
        [client],
    );
    return (
        <>
            <a className="skip" href="#main">
                Skip to content
            </a>
            {locked ? <SignIn /> : <Console />}
            <Toasts />
        </>
    );
}

function Console() {
    const [help, setHelp] = useState(false);
    const [starting, setStarting] = useState(false);
    const navigate = useNavigate();
    const location = useLocation();
    const start = useCallback(() => setStarting(true), []);
    useShortcuts({ '?': () => setHelp(true), n: start });
    return (
        <>
            <Header onHelp={() => setHelp(true)} onNew={start} />
            <main id="main" tabIndex={-1}>
                <ErrorBoundary what="this page" retryOn={location.pathname}>
                    <Suspense fallback={<Loading />}>
                        <Routes>
                            <Route path="/" element={<SessionsPage onNew={start} />} />
                            <Route path="/sessions/:id" element={<SessionPage />} />
                            <Route path="/environments" element={<EnvironmentPage />} />
                            <Route path="/environments/:name" element={<EnvironmentPage />} />
                            {/* What the pages were called before; bookmarks name them. */}
                            <Route path="/scenarios/:name?" element={<EnvironmentPage />} />
                            <Route path="/status" element={<StatusPage />} />
                            <Route path="*" element={<NotHere />} />
                        </Routes>
                    </Suspense>
                </ErrorBoundary>
            </main>
            {help && <HelpDialog onClose={() => setHelp(false)} />}
            {starting && (
                <NewInvestigation
                    onClose={() => setStarting(false)}
                    onStarted={(id) => {
                        setStarting(false);
                        void navigate(`/sessions/${id}`);
                    }}
                />
            )}
        </>
    );
}

function Header({ onHelp, onNew }: { onHelp: () => void; onNew: () => void }) {
    const known = useSyncExternalStore(onTokenChange, signedIn);
    return (
        <header className="top">
            <Link to="/" className="brand" aria-label="Nocturne, all sessions">
                <Icon name="moon" />
                <span>Nocturne</span>
            </Link>
            <nav className="nav" aria-label="Main">
                <NavLink to="/" end>
                    Sessions
                </NavLink>
                <NavLink to="/environments">Environments</NavLink>
                <NavLink to="/status">Status</NavLink>
            </nav>
            <div className="top-end">
                {known && (
                    <button type="button" className="button button-quiet wide-only" onClick={signOut}>
                        Sign out
                    </button>
                )}
                <ThemeButton />
                <button
                    type="button"
                    className="button button-quiet button-icon wide-only"
                    onClick={onHelp}
                    aria-label="Keyboard shortcuts"
                    title="Keyboard shortcuts (?)"
                >
                    <Icon name="help" />
                </button>
                <button
                    type="button"
                    className="button button-main"
                    onClick={onNew}
                    title="New investigation (n)"
                >
                    <Icon name="plus" />
                    <span className="new-label">
                        New<span className="wide-only"> investigation</span>
                    </span>
                </button>
            </div>
        </header>
    );
}

function NotHere() {
    return (
        <div className="page empty">
            <h1>Nothing here</h1>
            <p>
                <Link to="/">All sessions</Link>
            </p>
        </div>
    );
}
