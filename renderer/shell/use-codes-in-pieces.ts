import { messages } from '../messages';
import { useScannedInPieces } from '../scanner/use-scanner';
import { useConsole } from '../store/console-context';

/** A code of which a part may be missing is looked up nowhere, and nothing that was shown of another device stays beside the news. */
export function useCodesInPieces(): void {
  const { view, hint, lookUp, notices } = useConsole();
  useScannedInPieces(() => {
    view.review(null);
    hint.say('');
    lookUp.setState({ unknown: null });
    notices.raise('warning', messages.notice.inPieces, 'look-up');
  });
}
