import { expect, it } from 'vitest';
import { FileExchange } from './file-exchange';

/** Dialogs that answer with a path, before which somebody else may come to the console. */
function exchange({ path = '/saved/a.json', replaced = false }: { path?: string | null; replaced?: boolean } = {}) {
  let there = 'S-1';
  const written: string[] = [];
  const recorded: unknown[] = [];
  const come = (): void => {
    if (replaced) there = 'S-2';
  };
  const files = new FileExchange({
    dialogs: {
      chooseFile: async () => {
        come();
        return path;
      },
      saveText: async (_title, name, _text, keepSame) => {
        come();
        if (path === null) return null;
        keepSame();
        written.push(name);
        return path;
      },
    },
    sameAsNow: () => {
      const then = there;
      return () => {
        if (there !== then) throw new Error('another person');
      };
    },
    person: () => there,
    record: async (...act) => void recorded.push(act),
  });
  const save = () =>
    files.save({
      title: 'Save',
      make: () => ({ fileName: 'a.json', text: '{}' }),
      action: 'settingsExported',
      what: () => 'all',
    });
  return { files, save, written, recorded };
}

it('a file that is saved is on record, with who saved it and what was in it', async () => {
  const { save, written, recorded } = exchange();
  expect(await save()).toBe('/saved/a.json');
  expect(written).toEqual(['a.json']);
  expect(recorded).toEqual([['settingsExported', '/saved/a.json', null, 'all', 'S-1']]);
});

it('a dialog that is closed leaves nothing on record', async () => {
  const { files, save, recorded } = exchange({ path: null });
  expect(await save()).toBeNull();
  expect(await files.choose('Open', 'roster')).toBeNull();
  expect(recorded).toEqual([]);
});

it('who comes meanwhile gets no file of another, and chooses none for them', async () => {
  const { files, save, written, recorded } = exchange({ replaced: true });
  await expect(save()).rejects.toThrow('another person');
  expect([written, recorded]).toEqual([[], []]);
  await expect(exchange({ replaced: true }).files.choose('Open', 'roster')).rejects.toThrow('another person');
  expect(await files.choose('Open', 'roster')).toBe('/saved/a.json');
});
