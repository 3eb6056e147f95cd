import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** `npm run screenshots`: makes the pictures of the README. */
export default defineConfig({ ...tests, testMatch: 'screenshots.ts', reporter: 'list' });
