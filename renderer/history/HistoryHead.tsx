import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { Outside } from '../text/Outside';

interface HistoryHeadProps {
  /** What is shown: a serial number, the name of a file. */
  readonly of: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
}

/** Above one thing of the history: the way back, its name, and what can be done with it. */
export function HistoryHead({ of, onBack, children }: HistoryHeadProps) {
  return (
    <div className="history-bar">
      <Button className="button" onPress={onBack}>
        <ArrowLeft aria-hidden size={20} />
        {messages.history.back}
      </Button>
      <h3>
        <Outside text={of} mono />
      </h3>
      {children}
    </div>
  );
}
