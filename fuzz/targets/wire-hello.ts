import { english } from '../../messages/english';
import hellos from '../../protocol/fixtures/hellos.json';
import malformed from '../../protocol/fixtures/malformed-messages.json';
import { decodeUtf8 } from '../../main/app/scan/load-session';
import { fixtureBytes } from '../../protocol/testing/fixture-bytes';
import { readJsonObject } from '../../protocol/wire/body';
import { readHello } from '../../protocol/wire/read-hello';
import { HelloMessage } from '../../protocol/wire/v1';
import type { Target } from '../engine/target';
import { keep, keepPlain, keepSentence, kindOf } from './checks';
import { jsonBytes } from './input-text';

export const wireHello: Target = {
  name: 'wire-hello',
  reads: 'agents’ hellos, as bytes from the broker',
  tokens: ['sn', 'ip', 'bootId', 'agentVersion', 'queue', 'state', 'hello', 'alive', 'goodbye', 'amq.gen-'],
  seeds: () => [
    ...hellos.map(({ message }) => jsonBytes(message)),
    ...malformed.filter(({ reader }) => reader === 'hello').map(fixtureBytes),
  ],
  run(bytes) {
    const body = readJsonObject(bytes, decodeUtf8);
    const read = body.ok ? readHello(body.value) : body;
    if (!read.ok) {
      keepSentence(english(read.error.reason));
      return `${read.error.code} ${kindOf(english(read.error.reason))}`;
    }
    keepPlain(read.value);
    keep(HelloMessage.safeParse(read.value).success, 'an accepted hello is right by the strict contract', () =>
      JSON.stringify(read.value),
    );
    const again = readHello(read.value);
    keep(again.ok && JSON.stringify(again.value) === JSON.stringify(read.value), 'an accepted hello reads as itself');
    return `hello ${read.value.state} ${read.value.ip === undefined}`;
  },
};
