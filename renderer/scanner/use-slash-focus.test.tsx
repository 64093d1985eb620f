import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useSlashFocus } from './use-slash-focus';

function Screen() {
  const input = useSlashFocus();
  return (
    <>
      <input aria-label="search" ref={input} />
      <input aria-label="other" />
      <button type="button">button</button>
    </>
  );
}

describe('the key / of a screen with a search field', () => {
  afterEach(cleanup);

  /** Presses the key in the field or on the button; true when it types a slash there. */
  const types = (place: HTMLElement): boolean => {
    place.focus();
    return fireEvent.keyDown(place, { key: '/' });
  };

  it('leads to the search from anywhere but a text field, and types nothing', () => {
    render(<Screen />);
    expect(types(screen.getByRole('button'))).toBe(false);
    expect(document.activeElement).toBe(screen.getByLabelText('search'));
    expect(types(screen.getByLabelText('other'))).toBe(true);
    expect(document.activeElement).toBe(screen.getByLabelText('other'));
  });

  it('types nothing into the empty search, and a slash where something stands', () => {
    render(<Screen />);
    const search = screen.getByLabelText('search');
    expect(types(search)).toBe(false);
    fireEvent.change(search, { target: { value: 'A' } });
    expect(types(search)).toBe(true);
  });
});
