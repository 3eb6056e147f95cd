import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../session/view';
import { ErrorBoundary } from '../../ui/ErrorBoundary';

const Markdown = lazy(() => import('./Markdown'));

/** Parsing Markdown is costly; redrawing more often is not visible. */
const REDRAW_MS = 80;

export const AnswerView = memo(function AnswerView({ answer }: { answer: Answer }) {
    const text = useThrottled(answer.text, answer.complete);
    return (
        <section className={answer.complete ? 'answer' : 'answer answer-growing'} aria-label="Answer">
            <ErrorBoundary what="this answer" retryOn={answer.complete}>
                <Suspense fallback={<pre className="plain">{text}</pre>}>
                    <Markdown text={text} streaming={!answer.complete} />
                </Suspense>
            </ErrorBoundary>
        </section>
    );
});

/** The text, at most every so often while it grows; the last one always. */
function useThrottled(text: string, complete: boolean): string {
    const [shown, setShown] = useState(text);
    const latest = useRef(text);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    useEffect(() => {
        latest.current = text;
        timer.current ??= setTimeout(() => {
            timer.current = undefined;
            setShown(latest.current);
        }, REDRAW_MS);
    }, [text]);
    useEffect(
        () => () => {
            clearTimeout(timer.current);
            timer.current = undefined;
        },
        [],
    );
    return complete ? text : shown;
}
