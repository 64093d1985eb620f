import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { CHECKLIST } from './checklist.mjs';
import { unboundedIn } from './input-bounds.mjs';
import { productSources, withoutComments } from './product-sources.mjs';
import { productValues } from './product-values.mjs';

const values = await productValues();
const sources = productSources();

type Context = Parameters<(typeof CHECKLIST)[number]['items'][number]['check']>[0];
type Source = Context['sources'][number];
const context: Context = { sources, values, packed: undefined, debuggers: { release: undefined, forTests: undefined } };

function failing(changed: Partial<Context>): string[] {
  return CHECKLIST.flatMap(({ items }) => items)
    .filter(({ check }) => check({ ...context, ...changed }).state === 'fail')
    .map(({ title }) => title);
}

/** The sources with one line more in one file. */
function withLine(path: string, line: string): { readonly sources: readonly Source[] } {
  expect(sources.some((source) => source.path === path)).toBe(true);
  return {
    sources: sources.map((source) => (source.path === path ? { ...source, code: `${source.code}\n${line}` } : source)),
  };
}

/** The sources with a word taken out of one file. */
function without(path: string, word: string): { readonly sources: readonly Source[] } {
  expect(sources.find((source) => source.path === path)?.code).toContain(word);
  return {
    sources: sources.map((source) => (source.path === path ? { ...source, code: source.code.replaceAll(word, '') } : source)),
  };
}

describe('the security checklist', () => {
  it('is met by the sources', () => {
    expect(failing({})).toEqual([]);
  });

  it.each([
    ['main/window/main-window.ts', 'new BrowserWindow({ webPreferences: { sandbox: false } })', 'nothing weakens the page'],
    [
      'main/window/menu.ts',
      'new BrowserWindow({})',
      'one window is made, in one place, and one page that is printed and never shown',
    ],
    ['main/window/menu.ts', 'shell.openExternal(url)', 'no address is given to the system to open'],
    [
      'main/window/main-window.ts',
      "window.loadURL('http://localhost:5173')",
      'the page comes from its own scheme, never from a file or a server',
    ],
    ['renderer/index.tsx', 'node.innerHTML = text', 'text of others is never markup or code'],
    ['main/app/commands.ts', 'return { ...error.stack }', 'answers carry no stack'],
    ['main/app/commands.ts', 'ipcMain.on(name, () => undefined)', 'one channel each way, nothing synchronous'],
    [
      'main/connections.ts',
      'tls.connect({ rejectUnauthorized: false })',
      'RabbitMQ over TLS with an own authority, names and certificates always checked',
    ],
    [
      'main/connections.ts',
      "import { exec } from 'node:child_process'",
      "no shell; one helper program, the agent's own child and the console that prints for the command, with lists of arguments",
    ],
    [
      'agent/collect/ip-link.ts',
      "import { exec } from 'node:child_process'",
      "no shell; one helper program, the agent's own child and the console that prints for the command, with lists of arguments",
    ],
  ])('sees in %s: %s', (path, line, title) => {
    expect(failing(withLine(path, line))).toContain(title);
  });

  it('sees a debugger that answers, and a probe that proves nothing', () => {
    const title = 'no developer tools and no debugger in a packed program';
    const closed = { page: false, node: false };
    const open = { page: true, node: true };
    expect(failing({ debuggers: { release: { page: true, node: false }, forTests: open } })).toEqual([title]);
    expect(failing({ debuggers: { release: closed, forTests: closed } })).toEqual([title]);
    expect(failing({ debuggers: { release: closed, forTests: open } })).toEqual([]);
  });

  it('sees a weaker policy and weaker preferences', () => {
    const { contentSecurityPolicy, webPreferences } = values;
    const loose = contentSecurityPolicy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");
    expect(failing({ values: { ...values, contentSecurityPolicy: loose } })).toEqual([
      'a strict content security policy, as header and in the page',
    ]);
    expect(failing({ values: { ...values, webPreferences: { ...webPreferences, sandbox: false } } })).toEqual([
      'pages are isolated, sandboxed and without Node, in so many words',
    ]);
  });

  it('sees a policy that leaves WebRTC open, downloads that are let through, and a snapshot that tells too much', () => {
    const open = values.contentSecurityPolicy.replace("; webrtc 'block'", '');
    expect(failing({ values: { ...values, contentSecurityPolicy: open } })).toEqual([
      'a strict content security policy, as header and in the page',
    ]);
    expect(failing(without('main/window/hardening.ts', "'will-download'"))).toEqual(['downloads are refused']);
    expect(failing(without('main/window/hardening.ts', 'setWebRTCIPHandlingPolicy'))).toEqual([
      'WebRTC finds no address and connects to nobody',
    ]);
    const title = 'while nobody is signed in no rows and no settings leave main';
    expect(failing({ values: { ...values, signedOutSnapshot: (snapshot) => snapshot } })).toEqual([title]);
    expect(failing(without('main/app/support/support-commands.ts', 'view.forWindow()'))).toEqual([title]);
    expect(failing(without('main/app/commands.ts', 'withHeavyOnesInLine'))).toEqual(['heavy commands run one at a time']);
  });

  it('sees an input without bounds and a command without role', () => {
    const commands = { ...values.commands, 'evil.do': { input: z.object({ text: z.string() }) } };
    expect(failing({ values: { ...values, commands } })).toEqual([
      'every input is checked, with known keys only and nothing without bounds',
      'every command names the role that it needs, and what changes the plant needs one',
      'heavy commands run one at a time',
    ]);
  });
});

describe('unboundedIn', () => {
  const of = (schema: z.ZodType): string[] =>
    unboundedIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);

  it('finds texts, lists and objects that may grow', () => {
    expect(of(z.strictObject({ a: z.string(), b: z.array(z.string().max(3)), c: z.object({}), d: z.unknown() }))).toEqual([
      'a (text)',
      'b (list)',
      'c (other keys)',
      'd (anything)',
    ]);
  });

  it('takes what is bounded', () => {
    const row = z.strictObject({
      id: z.string().max(9),
      kind: z.enum(['a', 'b']),
      n: z.int().nullable(),
      on: z.boolean().optional(),
    });
    expect(of(z.strictObject({ rows: z.array(row).max(3), one: z.union([z.literal(0), z.literal(1)]) }))).toEqual([]);
  });
});

describe('withoutComments', () => {
  it('keeps lines and code', () => {
    expect(withoutComments("a /* eval(\n */ b // eval(\nconst url = 'http://x';")).toBe("a \n b \nconst url = 'http://x';");
  });
});
