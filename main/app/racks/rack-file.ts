import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { placeholderIn, Rack } from '../../../protocol/racks';
import { text } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';
import { faultPart } from '../../../protocol/wire/issue-text';
import { duplicateKey, duplicateLines } from '../../../protocol/wire/duplicate-key';
import { jsonAdvice, jsonBreakText } from '../../../protocol/wire/json-break';
import { AppError } from '../../domain/errors';
import { decodedUnicode } from '../files/text-encoding';
import { unreadableFile } from '../files/unreadable-file';

/** Racks in a file of ours, indented. @param mark where they are of practice */
export function racksText(racks: readonly Rack[], mark: { readonly simulation?: string } = {}): string {
  return `${JSON.stringify({ ...mark, racks }, null, 2)}\n`;
}

/**
 * The racks in a file as `racksText` writes it. Rejects with `badRack`: what cannot be used is named, and nothing of the file counts.
 * @param inPractice racks of practice may be in it
 */
export async function readRackFile(file: string, inPractice: boolean): Promise<readonly Rack[]> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new AppError('badRack', unreadableFile(file, error), { cause: error });
  });
  return readRacksText(decodedUnicode(bytes) ?? '', path.basename(file), inPractice);
}

/** @throws AppError `badRack` */
export function readRacksText(content: string, fileName: string, inPractice: boolean): readonly Rack[] {
  const file = visibleText(fileName, 80);
  const given = parsed(content, file);
  const entries = typeof given === 'object' && given !== null && 'racks' in given ? given.racks : undefined;
  if (!Array.isArray(entries)) throw new AppError('badRack', text('rack.fileNoJson', { file }));
  const isSimulated = typeof given === 'object' && given !== null && 'simulation' in given;
  if (isSimulated && !inPractice) throw new AppError('badRack', text('rack.ofPractice', { file }));
  const twice = duplicateKey(content);
  if (twice !== null)
    throw new AppError(
      'badRack',
      text('rack.keyTwice', { file, key: visibleText(twice.path, 120), where: duplicateLines(twice) }),
    );
  const racks = entries.map((entry, index) => {
    const rack = Rack.safeParse(entry);
    if (rack.success) {
      const unit = placeholderIn(rack.data);
      if (unit === null) return rack.data;
      throw new AppError('badRack', text('rack.filePlaceholder', { file, rack: rack.data.name, ...unit }));
    }
    throw new AppError('badRack', text('rack.badFile', { file, rack: index + 1, issue: faultPart(rack.error) }));
  });
  const names = new Set<string>();
  for (const { name } of racks) {
    if (names.has(name.toUpperCase())) throw new AppError('badRack', text('rack.nameTwice', { file, rack: name }));
    names.add(name.toUpperCase());
  }
  return racks;
}

function parsed(content: string, file: string): unknown {
  if (content.trim() === '') return null;
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new AppError('badRack', [text('rack.notJson', { file, at: jsonBreakText(content) }), ...jsonAdvice(content)], {
      cause: error,
    });
  }
}
