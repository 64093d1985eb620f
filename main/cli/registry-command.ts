import { text } from '../../protocol/texts/text';
import os from 'node:os';
import path from 'node:path';
import type { SubmissionAnswer } from '../domain/registry/model';
import { DeviceQuery } from '../../protocol/registry/views';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { startRegistryServer } from '../adapters/registry-http/registry-server';
import { english, englishInJson } from '../../messages/english';
import { answerInWords, pageInWords } from '../../messages/registry-in-words';
import { refusalOf } from '../app/registry/answer';
import { keptFiles } from '../app/files/taken-files';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import { lookUpInRegistry } from '../app/registry/look-up';
import { hasRecords } from './require-records';
import { AppError } from '../domain/errors';
import type { Log } from '../domain/ports/log';
import type { Registry } from '../domain/ports/registry';
import type { SubmissionSource } from '../domain/registry/transaction';
import { openRegistry } from '../open-records';
import { defaultDatabaseFile } from './data-folder';
import type { RegistryArguments } from './registry-arguments';
import { END_SIGNALS } from './interrupts';
import { requireFiles } from './registry-files';
import { submitFiles } from './registry-submit';
import { agentsText, listText, openText, pageText, tagsText } from './registry-text';
import { findToken } from './registry-token';
import { openForWriting } from './opened-records';
import { openForReading } from './records-copy';

/** They write nothing, and read a copy where nothing may be written. */
const READS: ReadonlySet<RegistryArguments['kind']> = new Set(['show', 'list', 'tags', 'agents', 'open', 'replay', 'export']);
const ANY_DEVICE = DeviceQuery.parse({});
const TAGS_AT_MOST = 10_000;

/** What a command of the registry does to the terminal. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Whether a person reads what is written; otherwise a program does. */
  readonly isInteractive: boolean;
  readonly say: (line: string) => void;
}

/** `burnin registry …`. @returns the exit code: 0 done, 1 something was refused or is not as it should be */
export async function registryCommand(
  args: RegistryArguments,
  log: (secrets: readonly string[]) => Log,
  terminal: Terminal,
): Promise<number> {
  const file = args.db ?? defaultDatabaseFile();
  const makesRecords = ['submit', 'addTags', 'addAgent', 'serve'].includes(args.kind);
  if (!makesRecords && !hasRecords(file)) throw new AppError('notFound', text('terminal.noRegistry', { file }));
  // Before records are made for them.
  if (args.kind === 'submit') await requireFiles(args.files);
  if (args.kind === 'export' && args.out !== null) await checkWritable(path.resolve(args.out), keptFiles(file));
  const token = args.kind === 'serve' ? await findToken(args.token, args.tokenFile, process.env) : null;
  const { say } = terminal;
  const { registry, close } = await openRegistry(file, (records) =>
    READS.has(args.kind) ? openForReading(records, say) : openForWriting(records, say),
  );
  try {
    if (args.kind === 'serve') return await serve(args, registry, token, log(token === null ? [] : [token]), terminal);
    return await answer(args, registry, terminal);
  } finally {
    await close();
  }
}

async function answer(
  args: Exclude<RegistryArguments, { readonly kind: 'serve' }>,
  registry: Registry,
  { write, say, isInteractive }: Terminal,
): Promise<number> {
  const source: SubmissionSource = { kind: 'cli', author: os.userInfo().username, operation: null };
  const print = (value: unknown, text: () => string): number => {
    write(args.json ? `${visibleJson(JSON.stringify(value, null, 2))}\n` : text());
    return 0;
  };
  switch (args.kind) {
    case 'submit':
      return (await submitFiles(args.files, args.json || !(args.text || isInteractive), registry, source, write)) ? 0 : 1;
    case 'show':
      return show(args.what, registry, print);
    case 'list': {
      const list = await registry.devices(args.query);
      const isEmpty = list.total === 0 && (await registry.devices({ ...ANY_DEVICE, limit: 1 })).total === 0;
      return print(list, () => listText(list, args.query.offset, isEmpty));
    }
    case 'addTags': {
      const { organization, provider, ids } = args;
      const options = { ...(organization === null ? {} : { organization }), ...(provider === null ? {} : { provider }) };
      return printAnswer(
        await registry.createTags(ids, options, source),
        args.json,
        ids.length === 1 ? '1 tag made.' : `${ids.length} tags made.`,
        write,
      );
    }
    case 'addAgent':
      return printAnswer(await registry.createAgent(args.agent, source), args.json, 'The agent is on record.', write);
    case 'closeSnapshot':
      return printAnswer(
        await registry.closeSnapshot(args.snapshot, args.reason, source),
        args.json,
        'The Snapshot is closed.',
        write,
      );
    case 'tags': {
      const tags = await registry.tags(0, TAGS_AT_MOST);
      return print(tags, () => tagsText(tags));
    }
    case 'agents': {
      const agents = await registry.agents();
      return print(agents, () => agentsText(agents));
    }
    case 'open': {
      const open = await registry.openSnapshots(Date.now());
      return print(open, () => openText(open));
    }
    case 'replay': {
      const differences = await registry.checkReplay();
      print(differences.map(englishInJson), () =>
        differences.length === 0
          ? 'Folding all submissions again comes to what is stored.\n'
          : `${differences.map(english).join('\n')}\n`,
      );
      return differences.length === 0 ? 0 : 1;
    }
    case 'export':
      if (args.out === null) for await (const part of exportOf(registry, args.format)) write(part);
      else await writeTextFile(path.resolve(args.out), exportOf(registry, args.format));
      if (args.out !== null) say(`The registry is written to ${visibleText(args.out)}`);
      return 0;
  }
}

async function show(what: string, registry: Registry, print: (value: unknown, text: () => string) => number): Promise<number> {
  const byNumber = /^[1-9]\d{0,14}$/.test(what) ? await registry.devicePage(Number(what)) : null;
  if (byNumber !== null) return print(pageInWords(byNumber, englishInJson), () => pageText(byNumber));
  const { devices, texts } = await lookUpInRegistry(registry, what);
  const [device, another] = devices;
  if (device === undefined) throw new AppError('notFound', texts);
  if (another !== undefined)
    throw new AppError('notFound', [...texts, text('terminal.numbersAre', { devices: devices.join(', ') })]);
  const page = await registry.devicePage(device);
  if (page === null) throw new AppError('notFound', text('terminal.noDevice', { device: String(device) }));
  return print(pageInWords(page, englishInJson), () => pageText(page));
}

function printAnswer(given: SubmissionAnswer, json: boolean, done: string, write: (text: string) => void): number {
  const accepted = given.status === 201;
  write(
    json
      ? `${visibleJson(JSON.stringify(answerInWords(given, englishInJson)))}\n`
      : `${accepted ? done : visibleText(`Refused (${given.status}): ${english(refusalOf(given))}`)}\n`,
  );
  return accepted ? 0 : 1;
}

async function* exportOf(registry: Registry, format: 'jsonl' | 'json'): AsyncGenerator<string, void> {
  const isJson = format === 'json';
  let first = true;
  if (isJson) yield '[';
  for await (const record of registry.export()) {
    const line = visibleJson(record);
    yield isJson ? `${first ? '\n' : ',\n'}${line}` : `${line}\n`;
    first = false;
  }
  if (isJson) yield '\n]\n';
}

async function serve(
  { host, port }: Extract<RegistryArguments, { readonly kind: 'serve' }>,
  registry: Registry,
  token: string | null,
  log: Log,
  { say }: Terminal,
): Promise<number> {
  const server = await startRegistryServer({ registry, host, port, token, log });
  const signal = new Promise<void>((resolve) => {
    for (const end of END_SIGNALS) process.once(end, () => resolve());
  });
  say(
    `The registry is served at ${server.url}/${token === null ? ', to programs on this machine, without a token' : ', with a token'}. Stop it with Ctrl+C.`,
  );
  await signal;
  await server.close();
  say('The registry is closed.');
  return 0;
}
