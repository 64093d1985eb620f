import { join } from 'node:path';
import type * as z from 'zod';
import type { ProcessorRow } from '../../protocol/wire/inventory';
import { nameOf } from './firmware-name';
import { readCount, readText } from './small-files';

type Processor = z.infer<typeof ProcessorRow>;

const MAKERS: Readonly<Record<string, string>> = { GenuineIntel: 'Intel', AuthenticAMD: 'AMD', CentaurHauls: 'VIA' };
const KHZ_PER_GHZ = 1_000_000;
const MAX_PROCESSORS = 256;

/** One for each socket, from /proc/cpuinfo; null where it names none (ARM boards). */
export async function readProcessors(root: string): Promise<readonly Processor[] | null> {
  const blocks = ((await readText(join(root, 'proc/cpuinfo'))) ?? '').split(/\n\s*\n/u).map(fieldsOf);
  const named = blocks.filter((fields) => fields.has('model name'));
  if (named.length === 0) return null;
  const khz = await readCount(join(root, 'sys/devices/system/cpu/cpu0/cpufreq/base_frequency'));
  const sockets = new Map<string, ReadonlyMap<string, string>>();
  for (const fields of named) {
    const socket = fields.get('physical id') ?? '0';
    if (!sockets.has(socket)) sockets.set(socket, fields);
  }
  return [...sockets.values()].slice(0, MAX_PROCESSORS).map((fields) => {
    const model = nameOf(fields.get('model name')?.replaceAll(/\s+/gu, ' '));
    // The clock of the moment would make another processor of it at every reading.
    const nominal = Number(/@\s*([\d.]+)\s*GHz/iu.exec(model ?? '')?.[1] ?? Number.NaN);
    const found = {
      manufacturer: MAKERS[fields.get('vendor_id') ?? ''] ?? nameOf(fields.get('vendor_id')),
      model,
      cores: whole(fields.get('cpu cores')),
      threads: whole(fields.get('siblings')),
      speedGhz: nominal > 0 ? nominal : khz === null || khz === 0 ? undefined : khz / KHZ_PER_GHZ,
    };
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  });
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  const pairs = block.split('\n').flatMap((line): (readonly [string, string])[] => {
    const [name, ...value] = line.split(':');
    return value.length === 0 ? [] : [[(name ?? '').trim(), value.join(':').trim()]];
  });
  return new Map(pairs);
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,3}$/u.test(text) ? Number(text) : undefined;
}
