import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { consoleApiOfWindow } from './console-api';
import { CrashGuard } from './shell/CrashGuard';
import { messages } from './messages';
import { SimulationMark } from './practice/SimulationMark';
import { ScannerContext } from './scanner/use-scanner';
import { Scanner } from './scanner/scanner';
import { createConsole } from './store/console';
import { firstLanguageOf } from '../protocol/languages';
import { showLanguage } from './text/shown-words';
import { atNextFrame, inNextBatch } from './store/batch';

const place = document.getElementById('root');
const api = consoleApiOfWindow();
// What the settings say comes later, with the first snapshot; nothing is to be shown in another language before.
const query = new URLSearchParams(window.location.search);
await showLanguage(firstLanguageOf([query.get('lang') ?? 'en']));
if (place !== null) {
  const root = createRoot(place);
  if (api === undefined) {
    root.render(<p className="whole">{messages.noDoor}</p>);
  } else {
    const console = createConsole(api, inNextBatch, atNextFrame);
    const scanner = new Scanner();
    console.start();
    scanner.listen(window);
    root.render(
      <StrictMode>
        {query.has('practice') ? (
          <SimulationMark onLeave={() => void console.askOrTell('practice.switch', { on: false })} />
        ) : null}
        <CrashGuard>
          <ScannerContext value={scanner}>
            <App console={console} />
          </ScannerContext>
        </CrashGuard>
      </StrictMode>,
    );
  }
}
