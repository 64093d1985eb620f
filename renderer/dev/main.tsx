import { StrictMode } from 'react';
import { LANGUAGES } from '../../protocol/languages';
import { createRoot } from 'react-dom/client';
import { App } from '../App';
import { ScannerContext } from '../scanner/use-scanner';
import { Scanner } from '../scanner/scanner';
import { showLanguage, showWords } from '../text/shown-words';
import { createConsole } from '../store/console';
import { atNextFrame, inNextBatch } from '../store/batch';
import { SCENES } from './scenes';
import { ScriptedConsole } from './scripted-console';

/** Opens the window over a scripted console: `?scene=finished&theme=dark&size=large&lang=zh-Hant`, or `lang=pseudo`. */
const query = new URLSearchParams(window.location.search);
const make = SCENES[query.get('scene') ?? 'finished'] ?? SCENES['finished'];
const place = document.getElementById('root');
if (place !== null && make !== undefined) {
  const scene = make();
  const { settings } = scene.snapshot;
  const theme = query.get('theme') === 'dark' ? 'dark' : query.get('theme') === 'light' ? 'light' : 'system';
  const size = query.get('size') === 'large' ? 'large' : 'normal';
  const language = LANGUAGES.find((known) => known === query.get('lang')) ?? 'system';
  if (query.get('lang') === 'pseudo') showWords((await import('../../messages/testing/pseudo')).pseudoWords());
  else if (language !== 'system') await showLanguage(language);
  const api = new ScriptedConsole({
    ...scene,
    snapshot: { ...scene.snapshot, settings: { ...settings, window: { theme, size, language } } },
  });
  const console = createConsole(api, inNextBatch, atNextFrame);
  const scanner = new Scanner();
  console.start();
  scanner.listen(window);
  for (const { level, what } of scene.notices ?? []) api.notice(level, what);
  if (scene.stream !== undefined) {
    const { stream } = scene;
    let turn = 0;
    window.setInterval(() => {
      turn += 1;
      api.churn(turn, stream);
    }, 50);
  }
  createRoot(place).render(
    <StrictMode>
      <ScannerContext value={scanner}>
        <App console={console} />
      </ScannerContext>
    </StrictMode>,
  );
}
