import { english } from '../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from './settings';
import { readScanEvent, readStoredEntry, SCAN_EVENT_KINDS, StoredEntry } from './stored-events';
import { faultIn } from './testing/one-sentence';
import { text, verbatim } from './texts/text';
import { valuesOf } from './testing/schema-arbitrary';

const read = (body: unknown) => readStoredEntry({ seq: 7, body: JSON.stringify(body) });

describe('the entries of the event log', () => {
  it.each(StoredEntry.options.map((option) => [option.shape.kind.value, option] as const))(
    '%s: what is written is read, with nothing lost, added or changed',
    (_kind, option) => {
      fc.assert(
        fc.property(valuesOf(option), (entry) => {
          expect(read(entry)).toEqual({ ok: true, value: entry });
        }),
      );
    },
  );

  it('keys that a newer version added are passed over', () => {
    expect(read({ kind: 'reopened', why: ['awake'] })).toEqual({ ok: true, value: { kind: 'reopened' } });
  });

  const unanswered = (answer: object) => ({
    kind: 'mesAnswered',
    sn: 'S',
    attempt: 1,
    answer: { kind: 'couldNotCheck', ...answer },
  });

  it('what became of a list is a text, and of older versions said word for word', () => {
    const answered = { kind: 'pairAnswered', key: 'k', state: 'unknown', rejected: {} };
    const reason = [text('delivery.busy', { status: 503 }), text('delivery.mayHaveTaken')];
    expect(read({ ...answered, reason })).toEqual({ ok: true, value: { ...answered, reason } });
    expect(read({ ...answered, sentence: 'No answer.' })).toEqual({
      ok: true,
      value: { ...answered, reason: verbatim('No answer.') },
    });
    expect(read({ ...answered, state: 'accepted', sentence: '' })).toMatchObject({ ok: true, value: { reason: [] } });
    expect(read(answered)).toMatchObject({ ok: false });
  });

  it('why a message cannot be used, or reports were not judged, is a text, and of older versions said word for word', () => {
    const unusable = { kind: 'reportUnusable', sn: 'S' };
    const reason = [text('message.headersDamaged')];
    expect(read({ ...unusable, reason })).toEqual({ ok: true, value: { ...unusable, reason } });
    expect(read({ ...unusable, sentence: 'Not JSON.' })).toEqual({
      ok: true,
      value: { ...unusable, reason: verbatim('Not JSON.') },
    });
    const closed = { kind: 'scanClosed', reason: 'idle' };
    expect(read({ ...closed, unread: reason })).toEqual({ ok: true, value: { ...closed, unread: reason } });
    expect(read({ ...closed, unread: 'No keys.' })).toEqual({ ok: true, value: { ...closed, unread: verbatim('No keys.') } });
    expect(read(closed)).toEqual({ ok: true, value: closed });
  });

  it('what an older version stored as a sentence is a text that is said word for word', () => {
    expect(read(unanswered({ sentence: 'MES is away.', cause: 'unreachable' }))).toEqual({
      ok: true,
      value: unanswered({ reason: [{ code: 'verbatim', params: { text: 'MES is away.' } }], cause: 'unreachable' }),
    });
    expect(read(unanswered({ sentence: '' }))).toEqual({ ok: true, value: unanswered({ reason: [] }) });
  });

  it.each([
    ['a code that this version does not know', { code: 'mes.asleep', params: { hours: 3 } }],
    ['a parameter too few', { code: 'mes.status' }],
    ['the name of what every object has', { code: 'toString' }],
  ])('%s is shown as it stands there', (_what, stored) => {
    const shown = { code: 'verbatim', params: { text: JSON.stringify(stored) } };
    expect(read(unanswered({ reason: [stored] }))).toEqual({ ok: true, value: unanswered({ reason: [shown] }) });
  });

  it('a rule of comparing that an older version did not have gets its default', () => {
    const { pairGuests: _, ...policy } = DEFAULT_SETTINGS.scan;
    const event = { kind: 'scanStarted', operationId: '1', operatorId: 'op', scanMode: 0, roster: null, policy };
    expect(read(event)).toEqual({ ok: true, value: { ...event, policy: DEFAULT_SETTINGS.scan } });
  });

  it('rules of an old scan are read with entries that nobody could enter now', () => {
    const lists = { serviceNics: ['00:e0', 'usb'], vendorDefaultMacs: ['00:11'], unseenPorts: ['*'], placeholderSerials: [''] };
    const policy = { ...DEFAULT_SETTINGS.scan, ...lists };
    const event = { kind: 'scanStarted', operationId: '1', operatorId: 'op', scanMode: 0, roster: null, policy };
    expect(read(event)).toEqual({ ok: true, value: event });
  });

  it.each([
    [{ kind: 'cooled' }, 'of a kind that this version does not know (cooled)'],
    [{ kind: 'waived' }, 'cannot be read: `'],
    [{}, 'cannot be read: `kind`'],
    [[], 'is JSON but not an object'],
    [{ kind: 'mesAnswered', sn: 'S', attempt: 1, answer: { kind: 'expected', product: 1 } }, '`answer.product`'],
  ])('%j: one sentence that names the entry', (body, sentence) => {
    const outcome = read(body);
    expect(outcome.ok ? '' : english(outcome.error)).toContain(`Entry 7 of the event log`);
    expect(outcome.ok ? '' : english(outcome.error)).toContain(sentence);
    expect(outcome.ok ? '' : faultIn(english(outcome.error))).toBe('');
  });

  it('what people did outside of operations is no event of one', () => {
    const act = { kind: 'audited', person: 'op', action: 'signedIn', subject: '', before: null, after: null };
    expect(read(act).ok).toBe(true);
    expect(readScanEvent({ seq: 7, body: JSON.stringify(act) })).toEqual({
      ok: false,
      error: { code: 'entry.ofNoOperation', params: { entry: '7' } },
    });
    expect(SCAN_EVENT_KINDS.has('audited')).toBe(false);
  });
});
