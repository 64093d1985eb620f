import type { ReactNode, Ref } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../../messages';
import { ConfirmButton } from '../../ui/ConfirmButton';

interface ConfirmFooterProps {
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  readonly disabled: boolean;
  /** What the confirming button shows. */
  readonly children: ReactNode;
  /** Between the two buttons; fills the room. */
  readonly note?: ReactNode;
  readonly button?: Ref<HTMLButtonElement>;
  /** What it does cannot be taken back: a key must come alone to press it. */
  readonly isFinal?: boolean;
}

/** The footer of a sheet that does something: cancel on the left, the one thing that it does on the right. */
export function ConfirmFooter({ onCancel, onConfirm, disabled, children, note, button, isFinal = false }: ConfirmFooterProps) {
  const shared = { ...(button === undefined ? {} : { ref: button }), className: 'button big primary', isDisabled: disabled };
  return (
    <>
      <Button className="button" onPress={onCancel}>
        {messages.settings.cancel}
      </Button>
      {note ?? <span className="grow" />}
      {isFinal ? (
        <ConfirmButton {...shared} onConfirm={onConfirm}>
          {children}
        </ConfirmButton>
      ) : (
        <Button {...shared} onPress={onConfirm}>
          {children}
        </Button>
      )}
    </>
  );
}
