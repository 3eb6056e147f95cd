/** The first line of an alert that says something, without the marks of Markdown. */
export function title(alert: string): string {
    for (const line of alert.split('\n')) {
        const said = line.replace(/^[#>*\-\s]+/, '').trim();
        if (said !== '') {
            return said;
        }
    }
    return 'Untitled';
}

const VERDICTS: Record<string, string> = {
    fault: 'Fault found',
    no_fault: 'No fault',
    inconclusive: 'Inconclusive',
    unknown: 'Unknown',
};

export function verdictLabel(verdict: string): string {
    return VERDICTS[verdict] ?? verdict.replaceAll('_', ' ');
}

export function verdictTone(verdict: string): 'bad' | 'ok' | 'warn' {
    return verdict === 'fault' ? 'bad' : verdict === 'no_fault' ? 'ok' : 'warn';
}
