import { slotNames } from '../../../protocol/labels/rack-slots';
import { placeholderIn, Rack } from '../../../protocol/racks';
import { text, type Texts } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { Journal } from '../../domain/ports/journal';
import type { Act } from '../ports';

/** Where racks stand in the records. */
const SETTING = 'racks';
const MOST_RACKS = 200;

export interface RackServiceDeps {
  readonly store: Pick<Journal, 'commit'> & { readSetting(name: string): Promise<string | null> };
  /** Writes acts of whoever is at the console when it is called, for the record. */
  readonly acting: () => Act;
  /** Gives a question that throws once another person, or nobody, stands there. */
  readonly sameAsNow: () => () => void;
}

/** The racks of this plant, as a supervisor saved them. */
export class RackService {
  readonly #deps: RackServiceDeps;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(deps: RackServiceDeps) {
    this.#deps = deps;
  }

  /** By name. What this version cannot read is left out, and stays in the records. */
  async list(): Promise<Rack[]> {
    return byName((await this.#read()).racks);
  }

  /** The rack of this name; capitals and small letters are alike. Rejects with `notFound`, which names the racks that there are. */
  async find(name: string): Promise<Rack> {
    const racks = await this.list();
    const found = racks.find((rack) => isCalled(rack, name));
    if (found !== undefined) return found;
    const known = racks.map((rack) => rack.name).join(', ');
    throw new AppError('notFound', [
      text('rack.noSuchRack', { rack: name }),
      known === '' ? text('rack.noneSaved') : text('rack.savedAre', { racks: known }),
    ]);
  }

  /** Puts a rack on record. @param formerName of the one in whose place it stands; null: it is a new one. Rejects with `notAllowedNow`, `badRack`. */
  async save(rack: Rack, formerName: string | null): Promise<Rack[]> {
    const unit = placeholderIn(rack);
    if (unit !== null) throw new AppError('badRack', text('rack.placeholder', { rack: rack.name, ...unit }));
    return this.#change((racks) => {
      const before = formerName === null ? undefined : racks.find((one) => isCalled(one, formerName));
      if (formerName !== null && before === undefined)
        throw new AppError('notFound', text('rack.noSuchRack', { rack: formerName }));
      const others = racks.filter((one) => one !== before);
      if (others.some((one) => isCalled(one, rack.name)))
        throw new AppError('notAllowedNow', text('rack.nameTaken', { rack: rack.name }));
      if (others.length >= MOST_RACKS) throw new AppError('notAllowedNow', text('rack.tooMany', { most: MOST_RACKS }));
      return { racks: [...others, rack], acts: [['rackSaved', rack.name, wordsOf(before), wordsOf(rack)]] };
    });
  }

  /** Puts racks on record in place of those of the same names, all or none. */
  saveAll(saved: readonly Rack[]): Promise<Rack[]> {
    return this.#change((racks) => {
      const kept = racks.filter((one) => !saved.some((rack) => isCalled(one, rack.name)));
      if (kept.length + saved.length > MOST_RACKS)
        throw new AppError('notAllowedNow', text('rack.tooMany', { most: MOST_RACKS }));
      return {
        racks: [...kept, ...saved],
        acts: saved.map((rack) => {
          const before = racks.find((one) => isCalled(one, rack.name));
          return ['rackSaved', rack.name, wordsOf(before), wordsOf(rack)];
        }),
      };
    });
  }

  remove(name: string): Promise<Rack[]> {
    return this.#change((racks) => {
      const removed = racks.find((one) => isCalled(one, name));
      if (removed === undefined) throw new AppError('notFound', text('rack.noSuchRack', { rack: name }));
      return { racks: racks.filter((one) => one !== removed), acts: [['rackRemoved', removed.name, wordsOf(removed), null]] };
    });
  }

  /** One after the other: each reads what the one before has written. */
  #change(make: (racks: readonly Rack[]) => Changed): Promise<Rack[]> {
    const [act, keepSame] = [this.#deps.acting(), this.#deps.sameAsNow()];
    const turn = this.#lastChange.then(async () => {
      const { racks: before, others } = await this.#read();
      const { racks, acts } = make(before);
      keepSame();
      const value = JSON.stringify({ racks: [...racks, ...others] });
      await this.#deps.store.commit({ settings: [{ name: SETTING, value }], audit: acts.map((one) => act(...one)) });
      return byName(racks);
    });
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }

  async #read(): Promise<{ readonly racks: readonly Rack[]; readonly others: readonly unknown[] }> {
    const stored = await this.#deps.store.readSetting(SETTING);
    const entries = stored === null ? [] : entriesOf(stored);
    const racks: Rack[] = [];
    const others: unknown[] = [];
    for (const entry of entries) {
      const rack = Rack.safeParse(entry);
      if (rack.success) racks.push(rack.data);
      else others.push(entry);
    }
    return { racks, others };
  }
}

interface Changed {
  readonly racks: readonly Rack[];
  readonly acts: readonly Parameters<Act>[];
}

/** Damaged text is no list; the first rack that is saved takes its place. */
function entriesOf(stored: string): readonly unknown[] {
  try {
    const { racks } = JSON.parse(stored) as { readonly racks?: unknown };
    return Array.isArray(racks) ? racks : [];
  } catch {
    return [];
  }
}

function isCalled(rack: Rack, name: string): boolean {
  return rack.name.toUpperCase() === name.trim().toUpperCase();
}

function byName(racks: readonly Rack[]): Rack[] {
  return racks.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function wordsOf(rack: Rack | undefined): Texts | null {
  return rack === undefined ? null : [text('audit.rack', { slots: slotNames(rack.rows).length, units: rack.units.length })];
}
