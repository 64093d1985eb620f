import { text } from '../../protocol/texts/text';
import { readDeviceInfo, type MesAnswer } from '../../protocol/device-info';
import type { SerialNumber } from '../../protocol/ids';
import type { DeviceInfoApi } from '../../main/domain/ports/mes';
import type { RawAnswer } from '../../main/domain/scan/events';
import type { Choice, Mood } from '../engine/choice';
import { type Surroundings, weightOf } from './surroundings';

interface LookUp {
  readonly name: string;
  readonly sn: SerialNumber;
  readonly onAnswer: (raw: RawAnswer) => void;
  readonly resolve: (answer: MesAnswer) => void;
}

/** MES as the plan says what it knows; it answers whenever it is let. */
export class Mes {
  readonly #surroundings: Surroundings;
  #lookUps: LookUp[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  get isIdle(): boolean {
    return this.#lookUps.length === 0;
  }

  /** Whether one console's program waits for what MES knows of a serial number. */
  isAsked(consoleName: string, sn: string): boolean {
    return this.#lookUps.some(({ name }) => name.startsWith(`${sn} for ${consoleName}`));
  }

  /** As one run of a console's program has it. */
  api(consoleName: string): DeviceInfoApi {
    return {
      lookUp: (sn, _signal, onAnswer = () => undefined) =>
        new Promise((resolve) => {
          const again = this.#lookUps.filter((one) => one.name.startsWith(`${sn} for ${consoleName}`)).length;
          const name = `${sn} for ${consoleName}${again === 0 ? '' : ` (${again + 1})`}`;
          this.#lookUps.push({ name, sn, onAnswer, resolve });
        }),
    };
  }

  /** The program that asked is gone. */
  forget(consoleName: string): void {
    this.#lookUps = this.#lookUps.filter(({ name }) => !name.includes(` for ${consoleName}`));
  }

  *choices(mood: Mood): Generator<Choice> {
    const failing = weightOf(this.#surroundings, 'mesFails');
    const confused = weightOf(this.#surroundings, 'mesOtherRecord');
    for (const lookUp of this.#lookUps) {
      yield { name: `MES answers ${lookUp.name}`, weight: 6, run: () => this.#answer(lookUp, true) };
      if (mood === 'calm') continue;
      if (failing > 0) yield { name: `MES fails at ${lookUp.name}`, weight: failing, run: () => this.#fail(lookUp) };
      if (confused > 0) yield { name: `MES confuses ${lookUp.name}`, weight: confused, run: () => this.#answer(lookUp, false) };
    }
  }

  /** With the record of the device among others, or with others only. */
  #answer(lookUp: LookUp, rightly: boolean): void {
    const { book } = this.#surroundings.plan;
    const records = Object.entries(book)
      .filter(([serial]) => serial !== lookUp.sn)
      .map(([serial, ports]) => recordOf(serial, ports));
    const own = book[lookUp.sn];
    // No record at all would say that it knows no such device.
    const others = records.length > 0 ? records : [recordOf('S77', [])];
    const info = !rightly ? others : own === undefined ? 'SN not registered' : [...records, recordOf(lookUp.sn, own)];
    const body = { info };
    const read = readDeviceInfo(body, lookUp.sn);
    this.#settle(lookUp, { status: 200, body: JSON.stringify(body) }, read.ok ? read.value : read.error);
  }

  #fail(lookUp: LookUp): void {
    this.#settle(lookUp, null, { kind: 'couldNotCheck', reason: [text('mes.silent', { seconds: 5 })], cause: 'unreachable' });
  }

  #settle(lookUp: LookUp, raw: RawAnswer | null, answer: MesAnswer): void {
    this.#lookUps = this.#lookUps.filter((one) => one !== lookUp);
    if (raw !== null) lookUp.onAnswer(raw);
    lookUp.resolve(answer);
  }
}

function recordOf(serialNo: string, ports: readonly { readonly name: string; readonly mac: string }[]): object {
  return {
    serialNo,
    macInfo: ports.map(({ name, mac }) => ({ interface: name, macaddr: mac })),
    vpdInfo: { productName: 'CX-4100' },
  };
}
