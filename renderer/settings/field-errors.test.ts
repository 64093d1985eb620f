import { describe, expect, it } from 'vitest';
import { sortErrors } from './field-errors';

const known = (path: string): boolean => ['broker.url', 'scan.serviceNics', 'secrets.apiToken'].includes(path);
const sort = (...issues: { at: string; what: string }[]) =>
  sortErrors({ kind: 'invalidInput', sentence: 'This input cannot be used.', issues }, known);

describe('sortErrors', () => {
  it('puts each issue beside its field, entries of lists and secrets, too', () => {
    const { fields } = sort(
      { at: 'settings.broker.url', what: 'must start with amqp://' },
      { at: 'settings.scan.serviceNics.3', what: 'too long' },
      { at: 'secrets.apiToken', what: 'too long' },
    );
    expect([...fields]).toEqual([
      ['broker.url', 'must start with amqp://'],
      ['scan.serviceNics', 'too long'],
      ['secrets.apiToken', 'too long'],
    ]);
  });

  it('keeps what belongs to no field in the general sentence', () => {
    const { fields, general } = sort({ at: 'settings.new.thing', what: 'is odd' }, { at: '', what: 'must be an object' });
    expect(fields.size).toBe(0);
    expect(general).toContain('settings.new.thing: is odd');
    expect(general).toContain('must be an object');
  });

  it('shows any other refusal as its sentence', () => {
    expect(sortErrors({ kind: 'failed', sentence: 'The disk is full.', issues: [] }, known)).toEqual({
      fields: new Map(),
      general: 'The disk is full.',
    });
  });
});
