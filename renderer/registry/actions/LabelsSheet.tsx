import { Printer } from 'lucide-react';
import { createPortal } from 'react-dom';
import { Button } from 'react-aria-components';
import { Sheet } from '../../ui/Sheet';
import { messages } from '../../messages';
import { useIsPractice } from '../../practice/use-practice';
import { visibleText } from '../../text/visible-text';
import { Barcode } from '../page/Barcode';
import type { LabelText } from '../list/devices-state';
import { deviceMessages } from '../messages';
import './labels.css';

const texts = deviceMessages.tags;

/** Shows the labels as they are printed, and prints them: on paper there is nothing else. */
export function LabelsSheet({ labels, onClose }: { readonly labels: readonly LabelText[]; readonly onClose: () => void }) {
  return (
    <Sheet
      title={texts.printTitle}
      onClose={onClose}
      footer={
        <>
          <Button className="button" onPress={onClose}>
            {messages.names.close}
          </Button>
          <span className="grow" />
          <Button className="button big primary" onPress={() => window.print()}>
            <Printer aria-hidden size={24} />
            {texts.print({ count: labels.length })}
          </Button>
        </>
      }
    >
      <p className="dim">{texts.printLead}</p>
      <Labels labels={labels} />
      {createPortal(
        <div className="on-paper" aria-hidden>
          <Labels labels={labels} />
        </div>,
        document.body,
      )}
    </Sheet>
  );
}

function Labels({ labels }: { readonly labels: readonly LabelText[] }) {
  const practice = useIsPractice();
  return (
    <ul className="labels">
      {labels.map(({ tag, name, serialNumber }) => (
        <li key={tag} className="label">
          <Barcode text={tag} />
          <b className="label-tag">{visibleText(tag)}</b>
          <span className="label-name">{practice ? `${messages.practice.mark} · ${name}` : name}</span>
          <span className="label-serial">{serialNumber === null ? '' : visibleText(serialNumber)}</span>
        </li>
      ))}
    </ul>
  );
}
