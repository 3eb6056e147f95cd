import type { ReactNode } from 'react';
import type { Severity } from './alarms';

/** Shapes as well as colours, on a grid of 10 by 10 around the middle. */
const SHAPES: Record<Severity, string> = {
    CRITICAL: 'M0-5L5 0L0 5L-5 0z',
    MAJOR: 'M0-5L5 4H-5z',
    MINOR: 'M-4-4H4V4H-4z',
    WARNING: 'M0 5L5-4H-5z',
    INFO: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
    CLEARED: 'M-5 0L-1.5 4L5-4',
    OTHER: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
};

export function shapeOf(severity: Severity): string {
    return SHAPES[severity];
}

export function severityWord(severity: Severity): string {
    return severity === 'OTHER' ? 'No severity' : severity.charAt(0) + severity.slice(1).toLowerCase();
}

export default function SeverityMark({ severity }: { severity: Severity }): ReactNode {
    return (
        <svg
            className={`look-severity look-severity-${severity.toLowerCase()}`}
            viewBox="-6 -6 12 12"
            width="12"
            height="12"
            aria-hidden="true"
        >
            <path d={SHAPES[severity]} />
        </svg>
    );
}
