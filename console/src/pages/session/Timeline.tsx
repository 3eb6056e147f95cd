/** The session again, from its log: as fast as it was, ten times as fast, or any moment at once. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { usePast } from '../../session/useSession';
import type { SessionView } from '../../session/view';
import { Icon } from '../../ui/Icon';
import { clock, duration } from '../../ui/time';
import { OpenCards, Scope, useScope, type SessionScope } from './cards';
import { Feed } from './Feed';

/** Nobody watches a pause of minutes; longer ones are passed over in so much time. */
const LONGEST_PAUSE_MS = 4_000;
const SPEEDS = [1, 10, Infinity] as const;

function times(view: SessionView): number[] {
    let last = 0;
    return view.events.slice().map((event) => {
        const at = event.timestamp === undefined ? event.arrived : Date.parse(event.timestamp);
        last = Math.max(last, at === undefined || Number.isNaN(at) ? last : at);
        return last;
    });
}

export default function Timeline({ view }: { view: SessionView }) {
    const [position, setPosition] = useState<number | null>(null);
    const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1);
    const [playing, setPlaying] = useState(false);
    const stamps = useMemo(() => times(view), [view]);
    const past = usePast(view, position);
    const at = position ?? view.seq;
    const [cards] = useState(() => new OpenCards());
    const around = useScope();
    const scope = useMemo<SessionScope>(
        () => ({ ...around, cards, lit: null, evidence: past.evidence, live: false }),
        [around, cards, past.evidence],
    );

    useEffect(() => {
        if (!playing) {
            return undefined;
        }
        if (at >= view.seq) {
            const timer = setTimeout(() => setPlaying(false));
            return () => clearTimeout(timer);
        }
        const pause = Math.min(LONGEST_PAUSE_MS, (stamps[at] ?? 0) - (stamps[at - 1] ?? stamps[at] ?? 0));
        const timer = setTimeout(
            () => setPosition(speed === Infinity ? view.seq : at + 1),
            speed === Infinity ? 0 : pause / speed,
        );
        return () => clearTimeout(timer);
    }, [playing, at, speed, stamps, view.seq]);

    return (
        <section className="timeline" aria-label="Replay">
            <div className="timeline-bar">
                <button
                    type="button"
                    className="button"
                    onClick={() => {
                        if (!playing && at >= view.seq) {
                            setPosition(1);
                        }
                        setPlaying(!playing);
                    }}
                >
                    <Icon name={playing ? 'stop' : 'right'} /> {playing ? 'Pause' : 'Play'}
                </button>
                <div className="speeds" role="group" aria-label="Speed">
                    {SPEEDS.map((one) => (
                        <button
                            key={one}
                            type="button"
                            className="chip"
                            aria-pressed={one === speed}
                            onClick={() => setSpeed(one)}
                        >
                            {one === Infinity ? 'Instant' : `${one}×`}
                        </button>
                    ))}
                </div>
                <span className="quiet small timeline-at">
                    {at} of {view.seq} · {clock(stamps[at - 1])} ·{' '}
                    {duration((stamps[at - 1] ?? 0) - (stamps[0] ?? 0))}
                </span>
            </div>
            <Strip view={view} stamps={stamps} at={at} />
            <input
                type="range"
                className="scrub"
                aria-label="Position in the session"
                aria-valuetext={`event ${at} of ${view.seq}`}
                min={0}
                max={view.seq}
                value={at}
                onChange={(event) => {
                    setPlaying(false);
                    setPosition(Number(event.target.value));
                }}
            />
            <Scope value={scope}>
                <Feed view={past} follow={playing} />
            </Scope>
        </section>
    );
}

const KINDS: [RegExp, string][] = [
    [/^user_message$/, 'turn'],
    [/^tool_call/, 'call'],
    [/^model/, 'model'],
    [/^message/, 'answer'],
    [/^diagnosis$/, 'verdict'],
    [/^approval/, 'warn'],
    [/^error$/, 'bad'],
];

/** All of the session in one strip, a bar for each event. Drawn on a canvas: a session may have thousands. */
function Strip({ view, stamps, at }: { view: SessionView; stamps: number[]; at: number }) {
    const canvas = useRef<HTMLCanvasElement>(null);
    useEffect(() => {
        const element = canvas.current;
        const pen = element?.getContext('2d');
        if (!element || !pen) {
            return;
        }
        const style = getComputedStyle(element);
        const color = (name: string) => style.getPropertyValue(`--strip-${name}`) || style.color;
        element.width = element.clientWidth * devicePixelRatio;
        element.height = element.clientHeight * devicePixelRatio;
        const width = element.width / Math.max(1, stamps.length);
        view.events.slice().forEach((event, i) => {
            const kind = KINDS.find(([pattern]) => pattern.test(event.name))?.[1] ?? 'other';
            pen.globalAlpha = i < at ? 1 : 0.28;
            pen.fillStyle = color(kind);
            const high = kind === 'turn' || kind === 'verdict' || kind === 'bad' || kind === 'warn';
            const top = high ? 0 : element.height * 0.3;
            pen.fillRect(i * width, top, Math.max(1, width - 0.5), element.height - top);
        });
    }, [view.events, stamps, at]);
    return <canvas ref={canvas} className="strip" aria-hidden="true" />;
}
