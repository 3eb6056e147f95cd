/** The ways to look at a session. */
export const TABS = [
    { id: 'investigation', label: 'Investigation' },
    { id: 'map', label: 'Map' },
    { id: 'telemetry', label: 'Telemetry' },
    { id: 'alarms', label: 'Alarms' },
    { id: 'timeline', label: 'Timeline' },
    { id: 'raw', label: 'Raw log' },
] as const;

export type Tab = (typeof TABS)[number]['id'];

export function isTab(text: string | null): text is Tab {
    return TABS.some((tab) => tab.id === text);
}
