import { Component, type ReactNode } from 'react';

interface Props {
    /** What is broken, for the reader: "this card". */
    what: string;
    children: ReactNode;
    /** A change of it tries again. */
    retryOn?: unknown;
}

/** Shows a broken card in place of a component that fails to draw; the page around it stays. */
export class ErrorBoundary extends Component<Props, { failure: unknown; at: unknown }> {
    override state = { failure: null as unknown, at: undefined as unknown };

    static getDerivedStateFromError(failure: unknown) {
        return { failure: failure ?? new Error('unknown') };
    }

    override componentDidUpdate(before: Props) {
        if (this.state.failure !== null && before.retryOn !== this.props.retryOn) {
            this.setState({ failure: null });
        }
    }

    override render() {
        if (this.state.failure === null) {
            return this.props.children;
        }
        const failure = this.state.failure;
        return (
            <div className="broken" role="note">
                <strong>Cannot show {this.props.what}.</strong>{' '}
                <span className="quiet">{failure instanceof Error ? failure.message : ''}</span>{' '}
                <button type="button" className="link" onClick={() => this.setState({ failure: null })}>
                    Try again
                </button>
            </div>
        );
    }
}
