import { messages } from '../../messages';
import { deviceMessages } from '../messages';
import { useDevices } from './devices-state';

/** The keys of the list, in the footer. */
export function DevicesKeys() {
  const open = useDevices((state) => state.open !== null);
  const { keys } = deviceMessages.list;
  if (open) return null;
  return (
    <>
      <span className="footer-keys">
        <kbd>↑↓</kbd> {keys.move}
      </span>
      <span className="footer-keys">
        <kbd>{messages.keys.enter}</kbd> {keys.open}
      </span>
      <span className="footer-keys">
        <kbd>{messages.keys.space}</kbd> {keys.select}
      </span>
      <span className="footer-keys">
        <kbd>/</kbd> {keys.search}
      </span>
    </>
  );
}
