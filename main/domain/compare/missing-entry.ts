import type { JudgedInterface } from '../../../protocol/model';
import type { PortWithoutDriver } from '../../../protocol/wire/read-report';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import type { DeviceContext } from './judge-interface';
import { keyOf, textOf, type ExpectedPort } from './pair-ports';
import { isNameOfController } from './unseen-ports';

/** The row of an entry that no port has. Takes the PCI port without driver that fits it best out of `sparePorts`. */
export function missingEntry(want: ExpectedPort, sparePorts: PortWithoutDriver[], context: DeviceContext): JudgedInterface {
  const mac = textOf(want).trim() || text('mes.noAddress');
  const port = takePort(want.name, sparePorts);
  if (port !== null) {
    const slot = port.pciAddress;
    return rowOf(want, 'portWithoutDriver', {
      reason: [
        want.name === ''
          ? text('verdict.namelessNoDriver', { mac, slot })
          : text('verdict.noDriver', { port: want.name, mac, slot }),
      ],
      nextAction: [text('next.loadDriver')],
      port,
    });
  }
  return rowOf(want, 'absent', {
    reason: [
      want.name === '' ? text('verdict.namelessAbsent', { mac }) : text('verdict.absent', { port: want.name, mac }),
      ...whereItIs(want, context),
    ],
    nextAction: [text(isNameOfController(want.name) ? 'next.unseenPort' : 'next.reseat')],
    port: null,
  });
}

function whereItIs(want: ExpectedPort, { rows, neighbours }: DeviceContext): Texts {
  const key = keyOf(want);
  if (key === null) return NO_TEXT;
  const moved = rows.find(({ address }) => address?.key === key);
  if (moved !== undefined) return [text('verdict.macIsOn', { port: moved.row.name })];
  const holder = neighbours(key).reportedBy;
  return holder === null ? NO_TEXT : [text('verdict.macIsIn', { serial: holder.sn, port: holder.interface })];
}

/** `enp5s0` names bus 5, slot 0: the port at `0000:05:00.0` is the one, otherwise any that is left. */
function takePort(name: string, sparePorts: PortWithoutDriver[]): PortWithoutDriver | null {
  const [, bus, slot, fn] = /^en(?:P\d+)?p(\d+)s(\d+)(?:f(\d+))?/.exec(name) ?? [];
  const hex = (text: string | undefined, digits: number): string =>
    Number(text ?? 0)
      .toString(16)
      .padStart(digits, '0');
  const place = bus === undefined ? null : `:${hex(bus, 2)}:${hex(slot, 2)}.${hex(fn, 1)}`;
  const exact = place === null ? -1 : sparePorts.findIndex(({ pciAddress }) => pciAddress.toLowerCase().endsWith(place));
  const [port] = sparePorts.splice(exact === -1 ? 0 : exact, 1);
  return port ?? null;
}

/** The row of an entry whose port the agent cannot see, by the plant's list. */
export function unseenEntry(want: ExpectedPort): JudgedInterface {
  return rowOf(want, 'ignored', {
    reason: [text('ignored.unseenPort')],
    nextAction: NO_TEXT,
    port: null,
  });
}

function rowOf(
  want: ExpectedPort,
  verdict: 'absent' | 'portWithoutDriver' | 'ignored',
  { reason, nextAction, port }: { readonly reason: Texts; readonly nextAction: Texts; readonly port: PortWithoutDriver | null },
): JudgedInterface {
  return {
    name: want.name,
    verdict,
    expectedMac: textOf(want),
    foundMac: null,
    currentMac: null,
    reason,
    nextAction,
    contested: false,
    kind: null,
    bus: port === null ? null : 'pci',
    pciAddress: port?.pciAddress ?? null,
    driver: null,
    description: port?.description ?? null,
    carrier: null,
  };
}
