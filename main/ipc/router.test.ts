import { verbatim } from '../../protocol/texts/text';
import { english } from '../../messages/english';
import { replyInWords, type Reply } from '../../messages/reply-in-words';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, type CommandName } from '../../protocol/ipc';
import { AppError } from '../domain/errors';
import { createRouter, type Handlers } from './router';

interface Call {
  readonly name: string;
  readonly input: unknown;
}

/** A door with handlers that only note what reached them; `overrides` are those that a test is about. */
function door(
  overrides: Partial<Handlers> = {},
  authorise: () => () => void = () => () => undefined,
): {
  readonly route: (raw: unknown) => Promise<Reply<unknown>>;
  readonly calls: Call[];
  readonly unexpected: { readonly command: string; readonly error: unknown }[];
} {
  const calls: Call[] = [];
  const unexpected: { command: string; error: unknown }[] = [];
  const noting = (name: string) => async (input: unknown) => void calls.push({ name, input });
  const names = Object.keys(commands) as CommandName[];
  const handlers = { ...Object.fromEntries(names.map((name) => [name, noting(name)])), ...overrides } as Handlers;
  const route = createRouter(handlers, (command, error) => void unexpected.push({ command, error }), authorise);
  return {
    route: async (raw) => replyInWords(await route(raw), english),
    calls,
    unexpected,
  };
}

describe('what reaches a handler', () => {
  it('a command with its input, as the schema reads it', async () => {
    const { route, calls } = door({
      'roster.parse': async (input) => {
        calls.push({ name: 'roster.parse', input });
        return { serials: ['SN1'], problems: [], notes: [] };
      },
    });
    expect(await route({ name: 'roster.parse', input: { text: 'SN1' } })).toEqual({
      ok: true,
      value: { serials: ['SN1'], problems: [], notes: [] },
    });
    expect(calls).toEqual([{ name: 'roster.parse', input: { text: 'SN1' } }]);
  });

  it('defaults of the schema are filled in', async () => {
    const { route, calls } = door();
    await route({ name: 'settings.save', input: { settings: {}, secrets: {} } });
    expect(calls).toMatchObject([{ name: 'settings.save', input: { settings: { scan: { idleMs: 10_000 } }, secrets: {} } }]);
  });

  it.each(Object.keys(commands))('%s: nothing with an input that its schema refuses', async (name) => {
    const { route, calls } = door();
    for (const input of [null, undefined, 7, 'x', [], { surplus: true }]) {
      expect(await route({ name, input })).toMatchObject({ ok: false, error: { kind: 'invalidInput' } });
    }
    expect(calls).toEqual([]);
  });
});

describe('what is refused', () => {
  it('settings, in words for the field that they are about', async () => {
    const { route, calls } = door();
    const refused = (settings: object) => route({ name: 'settings.save', input: { settings, secrets: {} } });
    expect(await refused({ scan: { idleMs: 20_000, maxMs: 5_000 } })).toMatchObject({
      error: {
        issues: [
          {
            at: 'settings.scan.idleMs',
            what: 'is longer than a scan may last, so no scan would end by it; give a shorter time',
          },
        ],
      },
    });
    expect(await refused({ station: { name: 'x'.repeat(81) }, api: { concurrency: 0 } })).toMatchObject({
      error: {
        issues: [
          { at: 'settings.station.name', what: 'has more than 80 characters' },
          { at: 'settings.api.concurrency', what: 'is below 1' },
        ],
      },
    });
    expect(calls).toEqual([]);
  });

  const envelope = {
    ok: false,
    error: { kind: 'invalidInput', sentence: 'The window sent something that is no command.', issues: [] },
  };
  const unknown = {
    ok: false,
    error: { kind: 'unknownCommand', sentence: 'The window asked for a command that does not exist.', issues: [] },
  };

  it.each([
    [null],
    [undefined],
    ['scan.finish'],
    [17],
    [[]],
    [{}],
    [{ input: {} }],
    [{ name: 7, input: {} }],
    [{ name: 'scan.finish', input: {}, more: 1 }],
    [{ name: 'x'.repeat(65), input: {} }],
  ])('no envelope: %j', async (raw) => {
    expect(await door().route(raw)).toEqual(envelope);
  });

  it.each(['', 'scan.nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'SCAN.FINISH', 'scan.finish '])(
    'no such command: %j',
    async (name) => {
      const { route, calls, unexpected } = door();
      expect(await route({ name, input: {} })).toEqual(unknown);
      expect([calls, unexpected]).toEqual([[], []]);
    },
  );

  it('an invalid input, with what is wrong about it', async () => {
    const reply = await door().route({ name: 'scan.rescan', input: { operation: 'BI-1', ids: [] } });
    expect(reply).toMatchObject({
      ok: false,
      error: {
        kind: 'invalidInput',
        sentence: expect.stringMatching(/^This input cannot be used\. ids: ./),
        issues: [{ at: 'ids', what: expect.stringMatching(/./) }],
      },
    });
  });
});

describe('when a handler fails', () => {
  const finish = { name: 'scan.finish', input: { operation: 'BI-1' } };

  it('in a known way, its sentence comes back', async () => {
    const { route, unexpected } = door({
      'scan.finish': async () => {
        throw new AppError('notAllowedNow', verbatim('This scan is finished already.'), { cause: new Error('secret detail') });
      },
    });
    expect(await route(finish)).toEqual({
      ok: false,
      error: { kind: 'failed', code: 'notAllowedNow', sentence: 'This scan is finished already.', issues: [] },
    });
    expect(unexpected).toEqual([]);
  });

  it.each([
    ['later', async () => Promise.reject(new TypeError('x is not a function'))],
    [
      'at once',
      () => {
        throw new TypeError('x is not a function');
      },
    ],
    ['with something that is no error', async () => Promise.reject('x is not a function')],
  ])('unexpectedly (%s), the log gets all of it and the window nothing of it', async (_name, handler) => {
    const { route, unexpected } = door({ 'scan.finish': handler });
    const reply = await route(finish);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'failed', code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('function');
    expect(unexpected).toHaveLength(1);
    expect(unexpected[0]).toMatchObject({ command: 'scan.finish' });
    expect(String(unexpected[0]?.error)).toContain('x is not a function');
  });
});

it('an answer that comes when whoever asked is signed out stays in main', async () => {
  let signedIn = true;
  const { route, unexpected } = door(
    {
      'audit.list': async () => {
        signedIn = false;
        return [{ seq: 1, at: 1, person: 'O1', action: verbatim('rows'), subject: verbatim('rows'), before: null, after: null }];
      },
    },
    () => () => {
      if (!signedIn) throw new AppError('notSignedIn', verbatim('Sign in with your badge first.'));
    },
  );
  const reply = await route({ name: 'audit.list', input: { limit: 5 } });
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'notSignedIn', sentence: expect.stringContaining('signed out before') },
  });
  expect(JSON.stringify(reply)).not.toContain('rows');
  expect(unexpected).toEqual([]);
});

it('never rejects, whatever comes', async () => {
  const name = fc.oneof(fc.constantFrom(...Object.keys(commands)), fc.string());
  const raw = fc.oneof(fc.anything(), fc.record({ name, input: fc.anything() }));
  await fc.assert(
    fc.asyncProperty(raw, async (value) => {
      expect(await door().route(value)).toHaveProperty('ok');
    }),
    { numRuns: 300 },
  );
});
