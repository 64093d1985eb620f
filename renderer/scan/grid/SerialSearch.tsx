import { ScanBarcode, X } from 'lucide-react';
import { memo } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { messages } from '../../messages';
import { useScanner } from '../../scanner/use-scanner';
import { useSlashFocus } from '../../scanner/use-slash-focus';
import { useConsole, useView } from '../../store/console-context';
import { lookUpCode, lookUpText } from './look-up';

/** Narrows the grid while one types; Enter, or a scan from anywhere on the screen, goes to the device. */
export const SerialSearch = memo(function SerialSearch() {
  const console = useConsole();
  const query = useView((state) => state.query);
  const input = useSlashFocus();
  useScanner((code) => lookUpCode(console, code));
  return (
    <SearchField
      className="search"
      aria-label={messages.names.search}
      value={query}
      onChange={(text) => console.view.setQuery(text)}
      onSubmit={(text) => lookUpText(console, text)}
    >
      <ScanBarcode aria-hidden size={24} />
      <Input ref={input} placeholder={messages.grid.searchHint} maxLength={128} spellCheck={false} autoComplete="off" />
      <Button aria-label={messages.grid.clear} className="search-clear">
        <X aria-hidden size={20} />
      </Button>
    </SearchField>
  );
});
