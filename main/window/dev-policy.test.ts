import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';
import { DEV_NONCE, devPolicy, readDevPage } from './dev-policy';

const SERVER = 'http://127.0.0.1:5173';

describe('the page of a development server', () => {
  it('is taken where a program that is not packed is given one on this machine', () => {
    expect(readDevPage(['.', `--dev-page=${SERVER}`, '--practice'], false)?.origin).toBe(SERVER);
    expect(readDevPage(['.', '--practice'], false)).toBeNull();
  });

  it('is never taken by a packed program', () => {
    expect(readDevPage([`--dev-page=${SERVER}`], true)).toBeNull();
  });

  it.each([
    'http://localhost:5173',
    'http://127.0.0.1',
    'http://127.0.0.1:99999999',
    'http://127.0.0.1:80@evil.example',
    'http://127.0.0.1:5173/evil',
    'http://127.0.0.2:5173',
    'http://evil.example:5173',
    'https://127.0.0.1:5173',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
  ])('is none at %s', (address) => {
    expect(readDevPage([`--dev-page=${address}`], false)).toBeNull();
  });

  it('gets the policy of the program, beside marked scripts and styles and its own socket', () => {
    const policy = devPolicy(CONTENT_SECURITY_POLICY, new URL(SERVER));
    const added = [` 'nonce-${DEV_NONCE}'`, ` 'nonce-${DEV_NONCE}'`, ' ws://127.0.0.1:5173'];
    expect(added.reduce((text, part) => text.replace(part, ''), policy)).toBe(CONTENT_SECURITY_POLICY);
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('has the mark that Vite is told', () => {
    expect(readFileSync('scripts/dev/page-server.mjs', 'utf8')).toContain(`const NONCE = '${DEV_NONCE}';`);
  });
});
