import { useState } from 'react';
import { Icon } from '../ui/Icon';
import { currentTheme, nextTheme, setTheme, type Theme } from './theme';

const SIGNS = { system: 'auto', dark: 'moon', light: 'sun' } as const;
const NAMES: Record<Theme, string> = { system: 'same as the system', dark: 'dark', light: 'light' };

export function ThemeButton() {
    const [theme, set] = useState(currentTheme);
    return (
        <button
            type="button"
            className="button button-quiet button-icon"
            aria-label={`Colours: ${NAMES[theme]}. Change to ${NAMES[nextTheme(theme)]}`}
            title={`Colours: ${NAMES[theme]}`}
            onClick={() => {
                const next = nextTheme(theme);
                setTheme(next);
                set(next);
            }}
        >
            <Icon name={SIGNS[theme]} />
        </button>
    );
}
