/** The first line of an alert that is not blank, without the marks of Markdown. */
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
    undetermined: 'Undetermined',
    unknown: 'Unknown',
};

export function verdictLabel(verdict: string): string {
    return VERDICTS[verdict] ?? verdict.replaceAll('_', ' ');
}

export function verdictTone(verdict: string): 'bad' | 'ok' | 'warn' {
    return verdict === 'fault' ? 'bad' : verdict === 'no_fault' ? 'ok' : 'warn';
}

/** A share of one as a percentage; never 0% or 100%, which no evidence supports. */
export function percent(share: number): string {
    if (share > 0.99) {
        return 'over 99%';
    }
    return share < 0.01 ? 'under 1%' : `${Math.round(share * 100)}%`;
}

/** Text for one glance: without the marks of Markdown, lists with bullets. */
export function unmarked(text: string): string {
    return text.replace(/^(\s*)[-*+]\s+/gm, '$1• ').replace(/\*\*|`|^#+\s/gm, '');
}
