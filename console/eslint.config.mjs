import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
    { ignores: ['dist', 'target', 'node_modules', 'test-results', 'playwright-report'] },
    js.configs.recommended,
    {
        files: ['**/*.{ts,tsx}'],
        extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
            '@typescript-eslint/consistent-type-imports': 'error',
            eqeqeq: ['error', 'always'],
            'no-console': 'error',
        },
    },
    {
        files: ['src/**/*.tsx'],
        ...a11y.flatConfigs.strict,
        languageOptions: { ...a11y.flatConfigs.strict.languageOptions, globals: globals.browser },
    },
    {
        files: ['src/**/*.{ts,tsx}'],
        ...hooks.configs.flat['recommended-latest'],
    },
    {
        // A test fails all the same where nothing is.
        files: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.ts'],
        rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
    },
    {
        files: ['public/**/*.js'],
        languageOptions: { globals: globals.browser },
    },
    {
        files: ['scripts/**/*.mjs', '*.mjs'],
        languageOptions: { globals: globals.node },
    },
);
