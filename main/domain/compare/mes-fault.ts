import { keyOf, mayShareAddress, textOf, type ComparedInterface, type ExpectedPort } from './pair-ports';

/** Why what MES says of a device contradicts itself, as one sentence; null when it does not. */
export function mesFault(entries: readonly ExpectedPort[], ports: readonly ComparedInterface[]): string | null {
  if (entries.length === 0) return 'MES lists no interfaces for this device that could be checked.';
  const byName = new Map<string, ExpectedPort>();
  const byKey = new Map<string, ExpectedPort>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (entry.name === '' && key === null)
      return textOf(entry).trim() === ''
        ? 'MES lists an interface with neither a name nor an address.'
        : `MES lists an interface without a name, and its address "${textOf(entry)}" is no MAC address.`;
    const named = byName.get(entry.name);
    if (entry.name !== '' && named !== undefined) return `MES lists ${entry.name} twice (${textOf(named)} and ${textOf(entry)}).`;
    byName.set(entry.name, entry);
    if (key === null) continue;
    const addressed = byKey.get(key);
    if (addressed !== undefined && !isShared(key, ports)) {
      const names = [addressed, entry].map(({ name }) => name || 'a port without name').join(' and ');
      return `MES lists ${textOf(entry)} twice (${names}), and this device has no ports that may share it.`;
    }
    byKey.set(key, entry);
  }
  return null;
}

/** Whether two ports of the device have the address that may share it. */
function isShared(key: string, ports: readonly ComparedInterface[]): boolean {
  const rows = ports.filter(({ address }) => address?.key === key).map(({ row }) => row);
  return rows.some((a, at) => rows.slice(at + 1).some((b) => mayShareAddress(a, b)));
}
