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
import { atNextFrame, soon } from './store/soon';

const place = document.getElementById('root');
const api = consoleApiOfWindow();
if (place !== null) {
  const root = createRoot(place);
  if (api === undefined) {
    root.render(<p className="whole">{messages.noDoor}</p>);
  } else {
    const console = createConsole(api, soon, atNextFrame);
    const scanner = new Scanner();
    console.start();
    scanner.listen(window);
    root.render(
      <StrictMode>
        {new URLSearchParams(window.location.search).has('practice') ? (
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
