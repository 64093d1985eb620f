import { isPlaceholderSerial } from '../../protocol/serial';
import { visibleText } from '../../protocol/visible-text';
import type { BurnInResult } from '../../protocol/wire/inventory';
import { type BurnInReading, openBurnInResults } from '../burn-in/burn-in-results';
import { readBootId } from '../collect/boot';
import type { Collected } from '../collect/collected';
import { inventoryOf } from '../collect/inventory';
import { createLinuxCollector } from '../collect/linux';
import { PART_LABELS, type PartName } from '../collect/parts';
import type { ReadAside } from '../collect/read-aside';
import { findSerial, type FoundSerial } from '../collect/serial';
import { createTimedReads, LATE } from '../collect/timed-reads';
import type { AgentConfig } from '../config/config';

/** The device that this agent stands for. */
export interface Device {
  readonly sn: string;
  /** Where the serial number comes from, for the log. */
  readonly serialSource: string;
  readonly bootId: string;
  /**
   * Reads the hardware, and the burn-in results that were not sent yet; what is wrong with the device's identity is among the warnings.
   * @param onTheWay burn-in results to leave out, because a report that waits has them
   */
  readonly collect: (onTheWay?: readonly BurnInResult[]) => Promise<Collected>;
  /** Remembers the burn-in results of a confirmed report: they are not read again. Never rejects. @returns what is wrong with that */
  readonly noteSent: (results: readonly BurnInResult[]) => Promise<string | null>;
}

const NO_BURN_IN: BurnInReading = { results: [], warnings: [] };
const INVENTORY = ['product', 'processors', 'memory', 'disks'] as const satisfies readonly PartName[];
/** Each source of the report has this long; what is not there by then is left out, with a warning. */
const READ_LIMIT_MS = 3000;

/** The serial number that a person set. Most often it is one text for every device of an image. */
function setSerial(sn: string): FoundSerial {
  const warning = isPlaceholderSerial(sn)
    ? `The serial number that was set, "${visibleText(sn, 128)}", is a placeholder, so the console shows a device without one; set another, or none.`
    : null;
  return { sn, source: 'configuration', warning };
}

/**
 * Finds out who this device is and how to read its hardware.
 * @param readAside reads what lies on disks or hangs where a disk does
 */
export async function openDevice(
  config: Pick<AgentConfig, 'serial' | 'serialFrom' | 'sysfsRoot' | 'burnInFile'>,
  readAside: ReadAside,
): Promise<Device> {
  const found = config.serial === null ? await findSerial(config.sysfsRoot, config.serialFrom) : setSerial(config.serial);
  const bootId = await readBootId(config.sysfsRoot);
  const warnings = [
    ...(found.warning === null ? [] : [found.warning]),
    ...(bootId === '' ? ['The boot id of the kernel cannot be read.'] : []),
  ];
  const burnInResults = config.burnInFile === null ? null : openBurnInResults(config.burnInFile);
  const { sysfsRoot: root } = config;
  const timed = createTimedReads(READ_LIMIT_MS);
  const readHardware = createLinuxCollector({
    root,
    readLimitMs: READ_LIMIT_MS,
    lookUpNames: async (ids) => (await readAside({ root, parts: ['cardNames'], ids: [...ids] }, READ_LIMIT_MS)).cardNames ?? null,
  });
  return {
    sn: found.sn,
    serialSource: found.source === null ? 'no serial number found' : `serial number from ${found.source}`,
    bootId,
    async collect(onTheWay = []) {
      const [collected, parts, burnInRead] = await Promise.all([
        readHardware(),
        readAside({ root, parts: [...INVENTORY], ids: [] }, READ_LIMIT_MS),
        timed.read('burn-in results', async () => (await burnInResults?.read(onTheWay)) ?? NO_BURN_IN),
      ]);
      const inventory = inventoryOf(parts);
      const burnIn = burnInRead === LATE ? NO_BURN_IN : burnInRead;
      const late = [
        ...INVENTORY.filter((name) => parts[name] === undefined).map((name) => PART_LABELS[name]),
        ...(burnInRead === LATE ? ['burn-in results'] : []),
      ];
      return {
        ...collected,
        ...(inventory === null ? {} : { inventory }),
        ...(burnIn.results.length === 0 ? {} : { burnIn: burnIn.results }),
        warnings: [...warnings, ...late.map(sentenceForLate), ...burnIn.warnings, ...collected.warnings].slice(0, 32),
      };
    },
    async noteSent(results) {
      const noted = await timed.read('list of sent results', async () => (await burnInResults?.noteSent(results)) ?? null);
      return noted === LATE ? 'The list of sent burn-in results could not be written in time; they may be sent again.' : noted;
    },
  };
}

function sentenceForLate(what: string): string {
  return `The ${what} could not be read within ${READ_LIMIT_MS / 1000} s, so the report goes without them; a disk of this device may hang.`;
}
