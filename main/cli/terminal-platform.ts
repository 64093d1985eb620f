import { text } from '../../protocol/texts/text';
import { AppError } from '../domain/errors';
import type { Log } from '../domain/ports/log';
import type { Platform } from '../platform';
import { systemPlatform } from '../system-platform';

/** What a console on a terminal stands on: no dialogs, and all that happens is told at once. */
export function terminalPlatform(log: Log): Omit<Platform, 'store' | 'emit'> {
  const noDialogs = async (): Promise<never> => {
    throw new AppError('fileFailed', text('terminal.noDialogs'));
  };
  return { ...systemPlatform(log), dialogs: { chooseFile: noDialogs, saveText: noDialogs }, toTerminal: true };
}
