import { parseArgs } from 'node:util';
import { expect, it } from 'vitest';
import { optionFault } from './option-fault';

const OPTIONS = {
  amqp: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  'log-level': { type: 'string', short: 'l' },
} as const;

function fault(...args: string[]): string {
  try {
    parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: true });
    return 'none';
  } catch (error) {
    return optionFault(error, Object.keys(OPTIONS));
  }
}

it.each([
  [['--jsn'], 'There is no option --jsn. Is --json meant?'],
  [['--log_level', 'x'], 'There is no option --log_level. Is --log-level meant?'],
  [['--frobnicate'], 'There is no option --frobnicate.'],
  [['-x'], 'There is no option -x.'],
  [['--a\u001b[31m'], 'There is no option --a\\u001b[31m.'],
  [["--it's"], "There is no option --it's."],
  [['--limit'], '--limit needs a value behind it.'],
  [['-l'], '--log-level needs a value behind it.'],
  [['--limit', '-1'], '--limit needs a value behind it; one that begins with - is written --limit=-1.'],
  [['--amqp', '--json'], '--amqp needs a value behind it; one that begins with - is written --amqp=-1.'],
  [['--json=yes'], '--json takes no value.'],
  [['--help=yes'], '--help takes no value.'],
])('%j: %s', (args, sentence) => {
  expect(fault(...args)).toBe(sentence);
});

it('repeats no password that was given in the wrong place', () => {
  expect(fault('--amqp://agent:hush@broker')).not.toContain('hush');
  expect(optionFault(new Error('something else: amqp://a:hush@b'), [])).not.toContain('hush');
});
