import { expect, it } from 'vitest';
import { deviceIdOf, serialNumber } from '../../../protocol/ids';
import type { HelloMessage, ScanCommandMessage } from '../../../protocol/wire/v1';
import type { MessageBus } from '../../domain/ports/bus';
import { scanStarted } from '../../domain/testing/reports';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { ScanSession } from '../../domain/scan/state';
import { HandClock } from '../testing/hand-clock';
import { CommandDispatcher } from './command-dispatcher';
import { Presence } from './presence';

const quiet = () => undefined;
const LOG = { debug: quiet, info: quiet, warn: quiet, error: quiet };

function sessionOf(operationId: string): ScanSession {
  const { session } = startSession({ ...scanStarted(['A1', 'A2']), operationId: operationId as never }, 1);
  return session;
}

function newDispatcher() {
  const clock = new HandClock(1_000_000);
  const presence = new Presence(clock);
  const sent: ScanCommandMessage[] = [];
  let session = sessionOf('first');
  const publishes: { readonly confirm: () => void; readonly fail: () => void }[] = [];
  const asking: boolean[] = [];
  const bus: Pick<MessageBus, 'publishCommand'> = {
    publishCommand(command) {
      sent.push(command);
      return new Promise((resolve, reject) => {
        publishes.push({ confirm: () => resolve('delivered'), fail: () => reject(new Error('away')) });
      });
    },
  };
  const dispatcher = new CommandDispatcher({
    clock,
    log: LOG,
    presence,
    bus: () => bus as MessageBus,
    session: () => session,
    onNobodyListens: quiet,
    onAsking: (isAsking) => asking.push(isAsking),
  });
  const ask = (sn: string, attempt: number): void =>
    dispatcher.ask({ kind: 'askDevice', device: deviceIdOf(serialNumber(sn)), sn: serialNumber(sn), attempt });
  const open = (operationId: string): void => {
    session = sessionOf(operationId);
    dispatcher.reset();
  };
  const told = () => sent.map(({ operationId, attempt, targets }) => [operationId, attempt, targets]);
  const askEveryone = (): void => dispatcher.ask({ kind: 'askEveryone' });
  const hello = (sn: string): void => {
    const said: HelloMessage = { sn: serialNumber(sn), queue: `q-${sn}`, state: 'hello', bootId: sn, agentVersion: '1' };
    presence.heard(said);
    dispatcher.onHello(said);
  };
  return { clock, ask, askEveryone, hello, open, told, publishes, asking, dispatcher, session: () => session };
}

it('devices whose queue nobody knows are asked in one command', () => {
  const { clock, ask, told } = newDispatcher();
  ask('A1', 2);
  ask('A2', 2);
  clock.pass(20);
  expect(told()).toEqual([['first', 2, ['A1', 'A2']]]);
});

it('a rescan that was asked just before the next scan was opened is not sent in the name of that scan', () => {
  const { clock, ask, open, told } = newDispatcher();
  ask('A1', 2);
  open('second');
  clock.pass(10);
  ask('A2', 2);
  clock.pass(10);
  expect(told()).toEqual([]);
  clock.pass(10);
  expect(told()).toEqual([['second', 2, ['A2']]]);
});

it('who was asked again is not asked for the first answer once more when everybody else is', () => {
  const { askEveryone, told, session } = newDispatcher();
  applyEvent(session(), { kind: 'askedAgain', devices: [deviceIdOf(serialNumber('A1'))] }, 2, null);
  askEveryone();
  expect(told()).toEqual([['first', 1, ['A2']]]);
});

it('who is asked counts as asked when the broker has confirmed it, also where it had to be sent again', async () => {
  const { askEveryone, publishes, asking, dispatcher } = newDispatcher();
  askEveryone();
  expect([asking, dispatcher.whyUnasked?.map(({ code }) => code)]).toEqual([[true], ['broker.commandUnconfirmed']]);
  publishes[0]?.fail();
  await new Promise(setImmediate);
  expect(dispatcher.whyUnasked).not.toBeNull();
  dispatcher.onBrokerUp();
  publishes[1]?.confirm();
  await new Promise(setImmediate);
  expect([asking, dispatcher.whyUnasked]).toEqual([[true, false], null]);
});

it('all that is asked must be confirmed; an agent that says hello has its time already', async () => {
  const { ask, hello, publishes, asking, clock, told } = newDispatcher();
  hello('A1');
  expect([told().length, asking]).toEqual([1, []]);
  ask('A1', 2);
  ask('A2', 2);
  clock.pass(20);
  expect(told()).toHaveLength(3);
  publishes[1]?.confirm();
  await new Promise(setImmediate);
  expect(asking.at(-1)).toBe(true);
  publishes[2]?.confirm();
  await new Promise(setImmediate);
  expect(asking.at(-1)).toBe(false);
});

it('what an earlier scan asked is waited for no more, and its confirm is none of the next', async () => {
  const { askEveryone, open, publishes, asking, dispatcher } = newDispatcher();
  askEveryone();
  open('second');
  expect([asking, dispatcher.whyUnasked]).toEqual([[true, false], null]);
  askEveryone();
  publishes[0]?.confirm();
  await new Promise(setImmediate);
  expect(asking.at(-1)).toBe(true);
  publishes[1]?.confirm();
  await new Promise(setImmediate);
  expect(asking.at(-1)).toBe(false);
});

it('what could not be sent before the scan ended is waited for no more', async () => {
  const { askEveryone, publishes, asking, session } = newDispatcher();
  askEveryone();
  applyEvent(session(), { kind: 'scanClosed', reason: 'operator' }, 2, null);
  publishes[0]?.fail();
  await new Promise(setImmediate);
  expect(asking).toEqual([true, false]);
});
