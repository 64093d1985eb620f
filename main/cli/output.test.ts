import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { watchOutput } from './output';

it('a reader that has enough costs nothing', async () => {
  const reader = spawn('sh', ['-c', 'exec <&-; exec sleep 30'], { stdio: ['pipe', 'ignore', 'ignore'] });
  onTestFinished(() => void reader.kill());
  const { stdin } = reader;
  const told: string[] = [];
  const output = watchOutput(stdin, (sentence) => told.push(sentence));
  const failed = once(stdin, 'error');
  await wait(500);
  stdin.write('x'.repeat(1_000_000));
  expect(await failed).toMatchObject([{ code: 'EPIPE' }]);
  expect({ told, ...output }).toEqual({ told: [], isLost: false });
});

it.runIf(process.platform === 'linux')('a full disk is told, once', async () => {
  const full = createWriteStream('/dev/full');
  const told: string[] = [];
  const output = watchOutput(full, (sentence) => told.push(sentence));
  const failed = once(full, 'error');
  full.write('x');
  await failed;
  full.emit('error', new Error('write after end'));
  expect(told).toEqual(['The output could not be written: the disk is full. It is not complete.']);
  expect(output.isLost).toBe(true);
});
