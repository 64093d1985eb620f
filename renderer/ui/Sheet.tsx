import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { messages } from '../messages';
import { mayBePin } from '../scanner/may-be-pin';
import { useScanner } from '../scanner/use-scanner';
import { useConsole } from '../store/console-context';
import { useRecordsFail } from '../store/use-write';
import { nothingIsTaken } from '../text/nothing-is-taken';
import { useKeptFocus } from './use-kept-focus';
import { useScrollStop } from './use-scroll-stop';

interface SheetProps {
  readonly title: string;
  /** Beside the title. */
  readonly subtitle?: ReactNode;
  readonly shape?: 'tall' | 'small' | 'full' | 'drawer';
  /** Takes the codes of a barcode scanner while the sheet is open. */
  readonly onScan?: (code: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/**
 * A dialog over the screen: title, a body that scrolls, a footer with what can be done. A barcode scan that comes in the meantime
 * presses nothing: it goes to `onScan`, or else into the field that has the cursor, or the operator is told to close the sheet.
 */
export function Sheet({ title, subtitle, shape, onScan, onClose, children, footer }: SheetProps) {
  const dialog = useKeptFocus();
  return (
    <ModalOverlay
      className={shape === 'drawer' ? 'shade to-the-right' : 'shade'}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`sheet ${shape ?? ''}`}>
        <Dialog className="dialog" ref={dialog}>
          <ScanGuard onScan={onScan} />
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {subtitle}
            <span className="grow" />
            <Button className="button icon plain" aria-label={messages.names.close} onPress={onClose}>
              <X aria-hidden size={24} />
            </Button>
          </div>
          <SheetBody>{children}</SheetBody>
          <WhyNothingIsTaken />
          {footer === undefined ? null : <div className="dialog-footer">{footer}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Why what the sheet offers cannot be done now. */
function WhyNothingIsTaken() {
  if (!useRecordsFail()) return null;
  return (
    <output className="field-error nothing-is-taken">
      <TriangleAlert aria-hidden size={20} />
      {nothingIsTaken()}
    </output>
  );
}

function SheetBody({ children }: { readonly children: ReactNode }) {
  const body = useScrollStop<HTMLDivElement>();
  return (
    <div className="dialog-body" ref={body}>
      {children}
    </div>
  );
}

function ScanGuard({ onScan }: { readonly onScan: ((code: string) => void) | undefined }) {
  const { notices, facts } = useConsole();
  const isHidden = (code: string): boolean => {
    const state = facts.getState();
    return state.kind === 'ready' && mayBePin(code, state.facts);
  };
  useScanner(
    (code) => {
      if (onScan !== undefined) onScan(code);
      else if (isHidden(code)) notices.raise('warning', messages.start.mayBePin, 'look-up');
      else notices.raise('info', messages.pair.scanHere, 'look-up');
    },
    { layer: 'sheet', fieldFirst: (code) => onScan === undefined && !isHidden(code) },
  );
  return null;
}
