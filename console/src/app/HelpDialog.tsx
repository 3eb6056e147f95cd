import { Dialog } from '../ui/Dialog';

const GROUPS: [string, [string, string][]][] = [
    [
        'Everywhere',
        [
            ['n', 'New investigation'],
            ['?', 'This help'],
            ['Esc', 'Close, or go back'],
        ],
    ],
    [
        'Sessions',
        [
            ['/', 'Search'],
            ['j  k', 'Next, previous'],
            ['Enter', 'Open'],
        ],
    ],
    [
        'A session',
        [
            ['j  k', 'Next, previous card'],
            ['Enter', 'Open or close a card'],
            ['c', 'Cancel the running turn'],
            ['f', 'Ask a follow-up'],
            ['1 – 6', 'Tabs'],
        ],
    ],
];

export function HelpDialog({ onClose }: { onClose: () => void }) {
    return (
        <Dialog title="Keyboard" onClose={onClose}>
            <div className="help">
                {GROUPS.map(([name, keys]) => (
                    <section key={name}>
                        <h3>{name}</h3>
                        <dl>
                            {keys.map(([key, what]) => (
                                <div key={what}>
                                    <dt>
                                        {key.split('  ').map((one) => (
                                            <kbd key={one}>{one}</kbd>
                                        ))}
                                    </dt>
                                    <dd>{what}</dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                ))}
            </div>
        </Dialog>
    );
}
