import type { ReportedInterface } from '../../../protocol/wire/reported-interface';

/**
 * Interfaces without what tells no port from another: an alternative name that another interface has, too, as its own or as an
 * alternative name, and the number of a switch chip of nothing but zeros. No system gives one name to two ports.
 */
export function withoutDoubtfulSigns(interfaces: readonly ReportedInterface[]): readonly ReportedInterface[] {
  const holders = new Map<string, number>();
  for (const { name, altNames } of interfaces)
    for (const one of new Set([name, ...altNames])) holders.set(one, (holders.get(one) ?? 0) + 1);
  return interfaces.map((row) => {
    const isShared = row.altNames.some((name) => (holders.get(name) ?? 0) > 1);
    const isZero = row.physSwitchId !== null && /^[\s0x:.-]*$/i.test(row.physSwitchId);
    if (!isShared && !isZero) return row;
    return {
      ...row,
      altNames: isShared ? row.altNames.filter((name) => holders.get(name) === 1) : row.altNames,
      physSwitchId: isZero ? null : row.physSwitchId,
    };
  });
}
