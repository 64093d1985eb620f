import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useScrollStop } from './use-scroll-stop';

function Scrolling({ children }: { readonly children: ReactNode }) {
  const ref = useScrollStop<HTMLDivElement>();
  return (
    <div ref={ref} data-testid="scrolls">
      {children}
    </div>
  );
}

describe('what scrolls', () => {
  afterEach(cleanup);
  const setHeights = (content: number, box: number): void => {
    for (const [name, size] of [
      ['scrollHeight', content],
      ['clientHeight', box],
    ] as const)
      Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
  };
  const tabStop = () => screen.getByTestId('scrolls').getAttribute('tabindex');

  it.each([
    ['text that does not fit', 900, <p key="x">Text</p>, '0'],
    ['text that fits', 100, <p key="x">Text</p>, null],
    ['what has a tab stop of its own', 900, <button key="x">Press</button>, null],
    [
      'what has only a disabled button',
      900,
      <button key="x" disabled>
        Press
      </button>,
      '0',
    ],
  ] as const)('has a tab stop where nothing inside has one: %s', (_, content, inside, expected) => {
    setHeights(content, 400);
    render(<Scrolling>{inside}</Scrolling>);
    expect(tabStop()).toBe(expected);
  });

  it('gets one when its last button goes', async () => {
    setHeights(900, 400);
    const { rerender } = render(<Scrolling>{<button>Press</button>}</Scrolling>);
    expect(tabStop()).toBeNull();
    await act(async () => {
      rerender(<Scrolling>{<p>Text</p>}</Scrolling>);
      await new Promise((done) => setTimeout(done, 20));
    });
    expect(tabStop()).toBe('0');
  });
});
