import { text, type Text } from '../../../protocol/texts/text';
import { keyOf, mayShareAddress, textOf, type ComparedInterface, type ExpectedPort } from './pair-ports';

/** Why what MES says of a device contradicts itself; null when it does not. */
export function mesFault(entries: readonly ExpectedPort[], ports: readonly ComparedInterface[]): Text | null {
  if (entries.length === 0) return text('mes.nothingListed');
  const byName = new Map<string, ExpectedPort>();
  const byKey = new Map<string, ExpectedPort>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (entry.name === '' && key === null) {
      const raw = textOf(entry);
      return raw.trim() === '' ? text('mes.nothingInEntry') : text('mes.namelessNoMac', { raw });
    }
    const named = byName.get(entry.name);
    if (entry.name !== '' && named !== undefined)
      return text('mes.nameTwice', { port: entry.name, first: textOf(named), second: textOf(entry) });
    byName.set(entry.name, entry);
    if (key === null) continue;
    const addressed = byKey.get(key);
    if (addressed !== undefined && !isShared(key, ports)) {
      return text('mes.addressTwice', { mac: textOf(entry), first: nameOf(addressed), second: nameOf(entry) });
    }
    byKey.set(key, entry);
  }
  return null;
}

function nameOf({ name }: ExpectedPort): string | Text {
  return name === '' ? text('mes.portWithoutName') : name;
}

/** Whether two ports of the device have the address that may share it. */
function isShared(key: string, ports: readonly ComparedInterface[]): boolean {
  const rows = ports.filter(({ address }) => address?.key === key).map(({ row }) => row);
  return rows.some((a, at) => rows.slice(at + 1).some((b) => mayShareAddress(a, b)));
}
