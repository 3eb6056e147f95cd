import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { listAgents, listEnvironments, readEnvironment, startSession } from '../../api/endpoints';
import { newKey } from '../../api/http';
import { Dialog } from '../../ui/Dialog';
import { Loading, Problem } from '../../ui/Loading';
import { title } from '../../ui/text';

/** As the server has it: 32 kB of UTF-8. */
const MOST_BYTES = 32_768;

interface Props {
    onClose: () => void;
    onStarted: (id: string) => void;
}

export function NewInvestigation({ onClose, onStarted }: Props) {
    const environments = useQuery({
        queryKey: ['environments'],
        queryFn: ({ signal }) => listEnvironments(signal),
    });
    const [chosen, setChosen] = useState<string | null>(null);
    const [alert, setAlert] = useState('');
    const environment =
        chosen ?? environments.data?.find((one) => one.default)?.name ?? environments.data?.[0]?.name;
    return (
        <Dialog title="New investigation" onClose={onClose} wide>
            {environments.isError && (
                <Problem failure={environments.error} onRetry={() => void environments.refetch()} />
            )}
            {environments.isPending && <Loading />}
            {environment !== undefined && (
                <Form
                    key={environment}
                    environment={environment}
                    environments={(environments.data ?? []).map(
                        (one) => [one.name, one.displayName] as const,
                    )}
                    onEnvironment={setChosen}
                    alert={alert}
                    onAlert={setAlert}
                    onStarted={onStarted}
                />
            )}
        </Dialog>
    );
}

interface FormProps {
    environment: string;
    environments: (readonly [string, string])[];
    onEnvironment: (name: string) => void;
    alert: string;
    onAlert: (text: string) => void;
    onStarted: (id: string) => void;
}

function Form({ environment, environments, onEnvironment, alert, onAlert, onStarted }: FormProps) {
    const config = useQuery({
        queryKey: ['environment', environment],
        queryFn: ({ signal }) => readEnvironment(environment, signal),
    });
    const agents = useQuery({
        queryKey: ['agents', environment],
        queryFn: ({ signal }) => listAgents(environment, signal),
    });
    const [orchestrator, setOrchestrator] = useState<string | null>(null);
    const [problem, setProblem] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    // One key for one intent: pressing twice, or again after a lost answer, opens one session.
    const key = useRef({ of: '', key: '' });
    const ids = useId();
    const bytes = new TextEncoder().encode(alert).length;
    const all = agents.data?.orchestrators ?? [];
    const by = orchestrator ?? all.find((one) => one.default)?.name ?? '';
    const chosen = all.find((one) => one.name === by);

    const start = async () => {
        setBusy(true);
        setProblem(null);
        const intent = JSON.stringify([environment, alert, by]);
        if (key.current.of !== intent) {
            key.current = { of: intent, key: newKey() };
        }
        try {
            onStarted((await startSession(environment, alert, by, key.current.key)).session_id);
        } catch (failure) {
            setProblem(failure);
            setBusy(false);
        }
    };

    return (
        <form
            className="form"
            onSubmit={(event) => {
                event.preventDefault();
                void start();
            }}
        >
            <div className="form-row">
                <label htmlFor={`${ids}s`}>
                    Environment
                    <select
                        id={`${ids}s`}
                        value={environment}
                        onChange={(event) => onEnvironment(event.target.value)}
                    >
                        {environments.map(([name, shown]) => (
                            <option key={name} value={name}>
                                {shown}
                            </option>
                        ))}
                    </select>
                </label>
                <label htmlFor={`${ids}o`}>
                    Investigated by
                    <select
                        id={`${ids}o`}
                        value={by}
                        onChange={(event) => setOrchestrator(event.target.value)}
                    >
                        {all.map((one) => (
                            <option key={one.name} value={one.name} disabled={!one.ready}>
                                {one.name}
                                {one.ready ? '' : ' (not configured)'}
                            </option>
                        ))}
                    </select>
                </label>
            </div>
            {chosen && <p className="quiet small">{chosen.description}</p>}
            <AlertInput id={`${ids}a`} value={alert} onChange={onAlert} onProblem={setProblem} />
            {config.data && Object.keys(config.data.alerts).length > 0 && (
                <fieldset className="examples">
                    <legend>Or use an example</legend>
                    {Object.entries(config.data.alerts).map(([name, text]) => (
                        <button
                            key={name}
                            type="button"
                            className="chip"
                            aria-pressed={text === alert}
                            onClick={() => onAlert(text)}
                        >
                            {title(text)}
                        </button>
                    ))}
                </fieldset>
            )}
            {problem !== null && <Problem failure={problem} />}
            <div className="form-end">
                <span className={bytes > MOST_BYTES ? 'bad small' : 'quiet small'}>
                    {(bytes / 1_024).toFixed(1)} of 32 kB
                </span>
                <button
                    type="submit"
                    className="button button-main"
                    disabled={busy || alert.trim() === '' || bytes > MOST_BYTES || by === ''}
                >
                    {busy ? 'Starting…' : 'Investigate'}
                </button>
            </div>
        </form>
    );
}

interface AlertProps {
    id: string;
    value: string;
    onChange: (text: string) => void;
    onProblem: (problem: unknown) => void;
}

/** The text of the alert: typed, pasted, or read from a file that is dropped or chosen. */
function AlertInput({ id, value, onChange, onProblem }: AlertProps) {
    const [over, setOver] = useState(false);
    const area = useRef<HTMLTextAreaElement>(null);
    useEffect(() => {
        // Not where that would bring up a keyboard over half of the screen. A frame later: the dialog, which opens after
        // what is in it, gives the focus to its first button.
        const frame = requestAnimationFrame(() => {
            if (window.matchMedia('(pointer: fine)').matches && area.current?.value === '') {
                area.current.focus();
            }
        });
        return () => cancelAnimationFrame(frame);
    }, []);
    const take = (file: File | undefined) => {
        if (!file) {
            return;
        }
        if (file.size > MOST_BYTES) {
            onProblem(new Error(`${file.name} is larger than 32 kB.`));
            return;
        }
        onProblem(null);
        file.text().then(onChange, onProblem);
    };
    const drop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
    };
    return (
        <div className="field">
            <label htmlFor={id}>Alert</label>
            <div
                role="presentation"
                className={over ? 'drop drop-over' : 'drop'}
                onDragOver={(event) => {
                    event.preventDefault();
                    setOver(true);
                }}
                onDragLeave={() => setOver(false)}
                onDrop={drop}
            >
                <textarea
                    id={id}
                    ref={area}
                    rows={12}
                    required
                    spellCheck={false}
                    placeholder="Paste an alert, or drop a file here"
                    value={value}
                    onChange={(event) => onChange(event.target.value)}
                    onKeyDown={(event) => {
                        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                            event.currentTarget.form?.requestSubmit();
                        }
                    }}
                />
            </div>
            <label className="button button-small file">
                Load from a file
                <input
                    type="file"
                    accept="text/*,.txt,.md,.json,.log,.eml,.csv"
                    onChange={(event) => take(event.target.files?.[0])}
                />
            </label>
        </div>
    );
}
