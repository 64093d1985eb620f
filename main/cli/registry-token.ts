import { text } from '../../protocol/texts/text';
import { readFile, stat } from 'node:fs/promises';
import { visibleText } from '../../protocol/visible-text';
import { AppError } from '../domain/errors';

/** Environment variable with the token of the registry's HTTP service. */
const TOKEN_VARIABLE = 'BURNIN_REGISTRY_TOKEN';
const OTHERS_MAY_READ = 0o077;

/**
 * The token: from the option, a file that only its owner may read, or the environment; null where none is given.
 * @throws AppError `fileFailed` or `badSettings` with one sentence that never shows it
 */
export async function findToken(
  given: string | null,
  file: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const token = given ?? (file === null ? (environment[TOKEN_VARIABLE] ?? null) : await tokenIn(file));
  if (token === null || token === '') return null;
  if (!/^[\x21-\x39\x3b-\x7e]{1,512}$/.test(token)) {
    throw new AppError('badSettings', text('terminal.tokenShape'));
  }
  return token;
}

async function tokenIn(file: string): Promise<string> {
  const name = visibleText(file, 120);
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) throw new AppError('fileFailed', text('terminal.noTokenFile', { file: name }));
  if (process.platform !== 'win32' && (found.mode & OTHERS_MAY_READ) !== 0)
    throw new AppError('fileFailed', text('terminal.tokenFileOpen', { file: name }));
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('fileFailed', text('terminal.tokenFileUnreadable', { file: name }), { cause: error });
  });
  const token = content.trim();
  if (token === '') throw new AppError('fileFailed', text('terminal.tokenFileEmpty', { file: name }));
  return token;
}
