import { visibleText } from '../../protocol/visible-text';
import { lookBeforeOpening } from '../adapters/store/look-before-opening';
import type { SqliteStore } from '../adapters/store/create-store';
import { openRecords } from '../open-records';

type Say = (line: string) => void;

/** Opens records to be written to. */
export async function openForWriting(file: string, say: Say): Promise<SqliteStore> {
  return sayingWhatChanges(file, say, () => openRecords(file));
}

/** Opens records; where that brought them from the form of an earlier version to that of this one, it is said. */
export async function sayingWhatChanges<Opened>(file: string, say: Say, open: () => Promise<Opened>): Promise<Opened> {
  const before = await lookBeforeOpening(file);
  const opened = await open();
  if (before !== null && !before.isCurrent)
    say(
      `The records in ${visibleText(file)} were of an earlier version and were brought to the form of this one; earlier versions do not open them any more.`,
    );
  return opened;
}
