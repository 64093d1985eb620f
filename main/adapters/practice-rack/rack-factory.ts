import { english } from '../../../messages/english';
import { readDeviceInfo } from '../../../protocol/device-info';
import type { DeliveryKey } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import { POST_BODIES } from '../../../protocol/post-bodies';
import { firstFaultText } from '../../../protocol/wire/issue-text';
import type { Clock } from '../../domain/ports/clock';
import type { DeviceInfoApi } from '../../domain/ports/mes';
import type { FactoryAddress, FactoryApi, PostOutcome } from '../../domain/ports/factory';
import { recordOf, type Rack } from './units';

const MES_ANSWERS_MS = 60;
const POST_ANSWERS_MS = 120;

/** MES with the records of the rack. It answers in bytes as a MES does, read as those of a real one are. */
export function createRackMes(rack: Rack, clock: Clock): DeviceInfoApi {
  const bodies = new Map<string, string>();
  for (const unit of rack.units) {
    const record = recordOf(unit);
    if (record !== null && !bodies.has(unit.serial)) bodies.set(unit.serial, JSON.stringify({ info: [record] }));
  }
  return {
    lookUp: async (sn, _signal, onAnswer = () => undefined) => {
      await after(clock, MES_ANSWERS_MS);
      const body = bodies.get(sn) ?? '{"info":"Device is not registered"}';
      onAnswer({ status: 200, body });
      const read = readDeviceInfo(JSON.parse(body), sn, body);
      return read.ok ? read.value : read.error;
    },
  };
}

/** One message that the simulated factory took. */
interface Received {
  readonly kind: DeliveryKind;
  readonly body: string;
  readonly answer: { readonly status: number; readonly text: string };
}

/** What an answer to a POST means; how a real one is read. */
export type ReadOutcome = (kind: DeliveryKind, status: number, text: string, waitMs: null, sent: string) => PostOutcome;

/** The POST APIs of a factory that keeps what it was sent in memory; the same key gets the same answer. */
export class RackFactory implements FactoryApi {
  readonly #clock: Clock;
  readonly #read: ReadOutcome;
  readonly #received = new Map<DeliveryKey, Received>();

  constructor(clock: Clock, read: ReadOutcome) {
    this.#clock = clock;
    this.#read = read;
  }

  /** Everything that was sent, in order. */
  get received(): readonly Received[] {
    return [...this.#received.values()];
  }

  address(kind: DeliveryKind): FactoryAddress {
    return { base: 'practice:', path: `/${kind}` };
  }

  async post(kind: DeliveryKind, key: DeliveryKey, body: string): Promise<PostOutcome> {
    await after(this.#clock, POST_ANSWERS_MS);
    const known = this.#received.get(key) ?? { kind, body, answer: answerTo(kind, body) };
    this.#received.set(key, known);
    return this.#read(kind, known.answer.status, known.answer.text, null, known.body);
  }
}

function answerTo(kind: DeliveryKind, text: string): Received['answer'] {
  const body = POST_BODIES[kind].safeParse(jsonOf(text));
  if (!body.success) {
    const error = `The ${kind} API cannot read this request: ${english(firstFaultText(body.error))}`;
    return { status: 400, text: JSON.stringify({ error }) };
  }
  const answer = 'snArray' in body.data ? { accepted: body.data.snArray, rejected: [] } : { status: 'ok' };
  return { status: 200, text: JSON.stringify(answer) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function after(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => void clock.after(delayMs, resolve));
}
