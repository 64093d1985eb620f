import { expect, it } from 'vitest';
import { deviceIdOf, serialNumber } from '../../../protocol/ids';
import type { ScanCommandMessage } from '../../../protocol/wire/v1';
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
  const sent: ScanCommandMessage[] = [];
  let session = sessionOf('first');
  const bus: Pick<MessageBus, 'publishCommand'> = {
    async publishCommand(command) {
      sent.push(command);
      return 'sent' as never;
    },
  };
  const dispatcher = new CommandDispatcher({
    clock,
    log: LOG,
    presence: new Presence(clock),
    bus: () => bus as MessageBus,
    session: () => session,
    onNobodyListens: quiet,
  });
  const ask = (sn: string, attempt: number): void =>
    dispatcher.ask({ kind: 'askDevice', device: deviceIdOf(serialNumber(sn)), sn: serialNumber(sn), attempt });
  const open = (operationId: string): void => {
    session = sessionOf(operationId);
    dispatcher.reset();
  };
  const told = () => sent.map(({ operationId, attempt, targets }) => [operationId, attempt, targets]);
  const askEveryone = (): void => dispatcher.ask({ kind: 'askEveryone' });
  return { clock, ask, askEveryone, open, told, session: () => session };
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
