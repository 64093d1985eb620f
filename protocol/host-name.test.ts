import { describe, expect, it } from 'vitest';
import { isHostName } from './host-name';

describe('isHostName', () => {
  it.each(['broker', 'broker.plant', '10.20.3.4', '::1', 'fe80::1%eth0', 'münchen.plant', 'a'.repeat(253)])(
    '%j is one',
    (text) => {
      expect(isHostName(text)).toBe(true);
    },
  );

  it.each([
    '',
    ' ',
    'a b',
    'a/b',
    'user:secret@broker',
    'amqp://broker',
    'a?b',
    'a#b',
    'a\\b',
    'a\u202Eb',
    'a\u0000',
    'a'.repeat(254),
  ])('%j is none', (text) => {
    expect(isHostName(text)).toBe(false);
  });
});
