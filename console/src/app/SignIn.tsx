import { useState } from 'react';
import { tokenWorks } from '../api/endpoints';
import { signIn } from '../api/token';
import { Icon } from '../ui/Icon';

export function SignIn() {
    const [token, setToken] = useState('');
    const [problem, setProblem] = useState('');
    const [busy, setBusy] = useState(false);
    const tryIt = async () => {
        setBusy(true);
        setProblem('');
        try {
            if (await tokenWorks(token.trim())) {
                signIn(token.trim());
            } else {
                setProblem('The server rejects this token.');
            }
        } catch {
            setProblem(
                'The server cannot be reached, or the token contains characters that are not allowed.',
            );
        } finally {
            setBusy(false);
        }
    };
    return (
        <main id="main" className="sign-in">
            <form
                className="panel"
                onSubmit={(event) => {
                    event.preventDefault();
                    void tryIt();
                }}
            >
                <div className="brand">
                    <Icon name="moon" />
                    <span>Nocturne</span>
                </div>
                <h1>Sign in</h1>
                <p className="quiet">
                    This server requires a token. It is forgotten when you close this tab.
                </p>
                <label htmlFor="token">Token</label>
                <input
                    id="token"
                    type="password"
                    autoComplete="current-password"
                    required
                    value={token}
                    aria-describedby="token-problem"
                    onChange={(event) => setToken(event.target.value)}
                />
                <p id="token-problem" className="bad" role="alert">
                    {problem}
                </p>
                <button type="submit" className="button button-main" disabled={busy || token.trim() === ''}>
                    Sign in
                </button>
            </form>
        </main>
    );
}
