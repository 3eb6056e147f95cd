import { type ReactNode, useMemo, useState } from 'react';
import type { SearchHit } from '../../protocol';
import { count, shortNumber } from '../format';
import '../look.css';
import { texts } from '../read';
import { pieces, terms } from './highlight';
import './views.css';

export interface DocumentsViewProps {
    /** The agent's summary of the documents. */
    content: string;
    hits: readonly SearchHit[];
    /** The query; its words are marked in the documents. */
    query: string;
    citations?: unknown;
}

/** A text longer than this is folded. */
const FOLD = 700;

/** Documents that a search found, best first, with the words of the query marked. Texts stay texts. */
export default function DocumentsView({ content, hits, query, citations }: DocumentsViewProps): ReactNode {
    const words = useMemo(() => terms(query), [query]);
    const best = Math.max(...hits.map((hit) => hit.score), 0);
    const cited = texts(citations);
    return (
        <div className="look look-documents">
            {hits.length === 0 && content !== '' && <p className="look-prose">{content}</p>}
            <p className="look-note">
                {count(hits.length, 'passage')}
                {cited.length > 0 && <>, cited: {cited.join(', ')}</>}
            </p>
            <ol>
                {hits.map((hit, index) => (
                    <Hit key={`${hit.chunk_id}-${index}`} hit={hit} best={best} words={words} cited={cited} />
                ))}
            </ol>
        </div>
    );
}

function Hit({
    hit,
    best,
    words,
    cited,
}: {
    hit: SearchHit;
    best: number;
    words: readonly string[];
    cited: readonly string[];
}): ReactNode {
    const long = hit.content.length > FOLD;
    const [open, setOpen] = useState(!long);
    const document = hit.chunk_id.split('#')[0] ?? '';
    const share = best > 0 ? Math.max(0, hit.score / best) : 0;
    return (
        <li>
            <div className="look-hit-head">
                <h4>
                    <Marked text={hit.title || document || 'Untitled'} words={words} />
                </h4>
                <span className="look-score" title={`Score ${shortNumber(hit.score)}`}>
                    <span className="look-hidden">Score {shortNumber(hit.score)}</span>
                    <span
                        aria-hidden="true"
                        className="look-score-bar"
                        style={{ width: `${share * 3}rem` }}
                    />
                </span>
            </div>
            <p className="look-note look-mono">
                {hit.chunk_id}
                {cited.includes(document) && <span className="look-tag">cited</span>}
            </p>
            <div className={`look-prose${open ? '' : ' look-folded'}`}>
                <Marked text={open ? hit.content : hit.content.slice(0, FOLD)} words={words} />
            </div>
            {long && (
                <button
                    type="button"
                    className="look-link"
                    aria-expanded={open}
                    onClick={() => {
                        setOpen(!open);
                    }}
                >
                    {open ? 'Show less' : 'Show all of it'}
                </button>
            )}
        </li>
    );
}

function Marked({ text, words }: { text: string; words: readonly string[] }): ReactNode {
    return pieces(text, words).map((piece, index) =>
        piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text,
    );
}
