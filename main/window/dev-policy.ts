/** Stands on the scripts and styles that Vite's development server writes into the page; `scripts/dev.mjs` sets it there. */
export const DEV_NONCE = 'development';

/** The word that names the development server; `npm run dev` gives it. */
const DEV_PAGE = '--dev-page=';

/** The development server that a page may come from: on this machine, and never in a packed program. */
export function readDevPage(argv: readonly string[], isPackaged: boolean): URL | null {
  if (isPackaged) return null;
  const given = argv.findLast((arg) => arg.startsWith(DEV_PAGE))?.slice(DEV_PAGE.length) ?? '';
  return /^http:\/\/127\.0\.0\.1:\d{1,5}\/?$/.test(given) && URL.canParse(given) ? new URL(given) : null;
}

/** The page's policy, and beyond it what hot reload needs: marked scripts and styles in the page, and the server's socket. */
export function devPolicy(policy: string, { host }: URL): string {
  return policy
    .replace(/(?<=(?:script|style)-src 'self')/g, ` 'nonce-${DEV_NONCE}'`)
    .replace(/(?<=connect-src 'self')/, ` ws://${host}`);
}
