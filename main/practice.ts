import { text } from '../protocol/texts/text';
import { simulationFileName } from '../protocol/simulation';
import { readPostOutcome } from './adapters/http/post-outcome';
import { RackBroker } from './adapters/practice-rack/rack-broker';
import { createRackMes, RackFactory } from './adapters/practice-rack/rack-factory';
import { makeRack, RACK_SIZE, type Rack } from './adapters/practice-rack/units';
import type { FileDialogs, ConnectionFactory } from './app/ports';
import { AppError } from './domain/errors';
import type { Clock } from './domain/ports/clock';
import type { Secrets } from './domain/ports/secrets';
import type { Platform } from './platform';

const SIMULATED = { ok: true, reason: [text('practice.tested')] };
/** What no setting of practice may change: reports are not signed, nothing is served, and nobody is asked how long to keep them. */
const SETTINGS = {
  broker: { reportSigning: 'off' },
  registry: { httpEnabled: false },
  records: { keepDays: 0 },
} as const;

const NO_SECRETS: Secrets = {
  read: async () => null,
  write: async () => {
    throw new AppError('secretsUnavailable', text('practice.noSecrets'));
  },
  describe: () => [text('practice.noneKept')],
};

/** A rack inside the program, and the parts of the console that are set up for it. */
export interface Practice {
  readonly rack: Rack;
  readonly factory: RackFactory;
  readonly links: ConnectionFactory;
  readonly secrets: Secrets;
  readonly settings: NonNullable<Platform['settingsOverride']>;
}

/**
 * The simulated rack in place of broker, MES and factory. It opens no connection and starts no program.
 *
 * @param size how many devices stand on its roster. @throws AppError `badSettings` for a number that is none of a rack
 */
export function createPractice(clock: Clock, size: number | 'usual' = 'usual', seed = 1): Practice {
  const devices = size === 'usual' ? RACK_SIZE.usual : size;
  if (!Number.isInteger(devices) || devices < RACK_SIZE.least || devices > RACK_SIZE.most)
    throw new AppError(
      'badSettings',
      text('practice.rackSize', { least: String(RACK_SIZE.least), most: String(RACK_SIZE.most) }),
    );
  const rack = makeRack(devices, seed);
  const broker = new RackBroker(rack, clock);
  const mes = createRackMes(rack, clock);
  const factory = new RackFactory(clock, readPostOutcome);
  return {
    rack,
    factory,
    links: {
      connect: ({ scan }, _secrets, _consoleId, onMes) => {
        onMes(true, [text('practice.mes')]);
        return { bus: broker.bus(scan), mes, factory, close: async () => undefined };
      },
      // Practice sends nothing anywhere.
      stackLight: () => null,
      deviceKeys: () => ({ load: async () => 0, check: async () => ({ serialHasKey: false, signature: 'none' }) }),
      testBroker: async () => SIMULATED,
      testMes: async () => SIMULATED,
      testPost: async () => SIMULATED,
    },
    secrets: NO_SECRETS,
    settings: SETTINGS,
  };
}

/** What of the console is another thing in practice. */
export function partsOf({ links, secrets, rack }: Practice): Pick<Platform, 'links' | 'secrets' | 'practice'> {
  return { links, secrets, practice: { roster: rack.roster } };
}

/** File dialogs that call what is saved in practice what it is. */
export function practiceDialogs(dialogs: FileDialogs): FileDialogs {
  return {
    chooseFile: (title, kind) => dialogs.chooseFile(title, kind),
    saveText: (title, name, ...rest) => dialogs.saveText(title, simulationFileName(name), ...rest),
  };
}
