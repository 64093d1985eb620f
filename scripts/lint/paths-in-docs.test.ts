import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../lib/paths.mjs';

const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/adr')];
/** What is made, or what a reader is told to make. */
const NOT_HERE_YET = ['messages/de.json', 'messages/de-terminal.json', 'docs/operator.de.md'];
/** In a checkout, beside what is made there. */
const FOLDERS = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && !/^(?:\.|node_modules$|out$|dist$)/.test(entry.name) ? [entry.name] : [],
);
/** Pages leave out the first folder where they speak of main. */
const BEGINNINGS = [...FOLDERS, ...readdirSync(join(ROOT, 'main'))];
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `/${folder}/${name}`),
);
const SOURCE = /\.(?:ts|tsx|mts|mjs|css)$/;

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));
}

/** Whether a name is the end of a path here; a star stands for a part of a name. */
function isHere(named: string): boolean {
  const name = named.replace(/\/$/, '');
  if (!/[*…]/.test(name)) return FILES.some((file) => file.endsWith(`/${name}`)) || existsSync(join(ROOT, name));
  const pattern = name.split(/[*…]/).map((part) => part.replaceAll(/[.+?^$()[\]|\\]/g, '\\$&'));
  const end = new RegExp(`/${pattern.join('[^/]*')}$`);
  return FILES.some((file) => end.test(file));
}

/** `renderer/{keys,ui}` names two. */
function eachOf(word: string): string[] {
  const [, before = '', names, after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(word) ?? [];
  return names === undefined ? [word] : names.split(',').map((name) => `${before}${name}${after}`);
}

/** Names of sources, and paths from the root, that stand in code. */
function pathsIn(markdown: string): string[] {
  const words = Array.from(markdown.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g), ([, code = '']) =>
    code.split(' '),
  ).flat();
  return words
    .filter((word) => SOURCE.test(word) || BEGINNINGS.includes(word.split('/', 1)[0] ?? ''))
    .filter((word) => /[./]/.test(word))
    .flatMap(eachOf);
}

it.each(PAGES)('every path that %s names is here', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const linked = Array.from(text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g), ([, target = '']) => target);
  expect(pathsIn(text).filter((named) => !isHere(named) && !NOT_HERE_YET.includes(named))).toEqual([]);
  expect(linked.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

it('looks at the paths of every folder, and finds one that is not here', () => {
  expect(
    pathsIn('the engine (`main/app/scan/gone.ts`), `renderer/{ui,text}` and `gone.css`, not `/etc/x`').filter(
      (named) => !isHere(named),
    ),
  ).toEqual(['main/app/scan/gone.ts', 'gone.css']);
});
