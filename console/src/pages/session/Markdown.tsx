/** Text of an orchestrator: Markdown without HTML, with links to its evidence. Its own chunk: it comes with the first answer. */
import type { Element, Root } from 'hast';
import { memo, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { useScope } from './cards';
import { dateTime } from '../../look/format';
import { citations, citedCall, instants, linkedInstant } from './citations';
import { blocks } from './blocks';

/** HTML that a model wrote is shown as what it wrote. */
function htmlAsText() {
    return (tree: Root) => asText(tree);
}

function asText(node: Root | Element): void {
    node.children.forEach((child, i) => {
        if (child.type === 'raw') {
            node.children[i] = { type: 'text', value: child.value };
        } else if (child.type === 'element') {
            asText(child);
        }
    });
}

const REHYPE = [htmlAsText, rehypeSanitize];

const COMPONENTS: Components = {
    a: ({ href, children }) => <Anchor href={href}>{children}</Anchor>,
    // A picture would make the browser ask another server; its text is enough.
    img: ({ alt }) => <span className="quiet">[picture: {alt ?? ''}]</span>,
    table: ({ children }) => (
        // Wide tables scroll; what scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Table">
            <table>{children}</table>
        </div>
    ),
};

export default function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
    // While it grows, only its last block is parsed again.
    const parts = useMemo(() => (streaming ? blocks(text) : [text]), [text, streaming]);
    return (
        <div className="markdown">
            {parts.map((part, i) => (
                <Block key={i} text={part} />
            ))}
        </div>
    );
}

const Block = memo(function Block({ text }: { text: string }) {
    const { evidence, incident } = useScope();
    const remark = useMemo(() => [remarkGfm, instants(incident), citations(evidence)], [evidence, incident]);
    return (
        <ReactMarkdown remarkPlugins={remark} rehypePlugins={REHYPE} components={COMPONENTS}>
            {text}
        </ReactMarkdown>
    );
});

function Anchor({ href, children }: { href?: string | undefined; children?: React.ReactNode }) {
    const { openEvidence } = useScope();
    const call = citedCall(href);
    const at = linkedInstant(href);
    if (at !== undefined) {
        return (
            <time dateTime={new Date(at).toISOString()} title={dateTime(at)}>
                {children}
            </time>
        );
    }
    if (call !== undefined) {
        return (
            <a
                className="evidence-link"
                href={`?evidence=${encodeURIComponent(call)}`}
                onClick={(event) => {
                    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                        event.preventDefault();
                        openEvidence(call);
                    }
                }}
            >
                {children}
            </a>
        );
    }
    return href !== undefined && /^https?:/i.test(href) ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
            {children}
        </a>
    ) : (
        <>{children}</>
    );
}
