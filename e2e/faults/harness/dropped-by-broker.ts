import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** "Queue q in vhost / dropped 2/0/0 persistent messages and 0 transient messages after unclean shutdown" */
const DROPPED = /Queue .* dropped (?!0\/0\/0 persistent)\S+ persistent messages/;

/**
 * What the broker's own log says of messages that it could not recover after it was killed, a sentence each: whether a lost report was
 * lost by the broker or by a console.
 *
 * @param folder of the private broker
 */
export function droppedByBroker(folder: string): readonly string[] {
  const logs = path.join(folder, 'log');
  return readdirSync(logs)
    .flatMap((name) => readFileSync(path.join(logs, name), 'utf8').split('\n'))
    .filter((line) => DROPPED.test(line))
    .map((line) => `The broker's log says: ${line}`);
}
