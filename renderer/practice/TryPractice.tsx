import { FlaskConical } from 'lucide-react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';

/** Where there is no broker, the way to the simulated rack. */
export function TryPractice() {
  const { askOrTell } = useConsole();
  return (
    <div className="practice-try" title={messages.practice.enterHelp}>
      <Button className="button" onPress={() => void askOrTell('practice.switch', { on: true })}>
        <FlaskConical aria-hidden size={20} />
        {messages.practice.enter}
      </Button>
    </div>
  );
}
