import { useContext, useEffect } from 'react';
import { Button, type ButtonProps } from 'react-aria-components';
import { ScannerContext } from '../scanner/use-scanner';

interface ConfirmButtonProps extends Omit<ButtonProps, 'onPress'> {
  readonly onConfirm: () => void;
  readonly ref?: React.Ref<HTMLButtonElement>;
}

/**
 * Does what cannot be taken back. Pressed with a key it waits for a moment: a barcode scanner is a keyboard, and what it types ends, or
 * begins, with a key that presses buttons.
 */
export function ConfirmButton({ onConfirm, ...button }: ConfirmButtonProps) {
  const { loneKey } = useContext(ScannerContext);
  useEffect(() => () => loneKey.cancel(), [loneKey]);
  return (
    <Button
      {...button}
      onPress={({ pointerType }) => {
        if (pointerType === 'keyboard') loneKey.pressed(onConfirm);
        else {
          loneKey.cancel();
          onConfirm();
        }
      }}
    />
  );
}
