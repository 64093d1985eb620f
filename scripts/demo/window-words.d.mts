/** The words of the window that the demo presses and waits for; `renderer/demo-words.test.ts` holds them to the window's own. */
export const WORDS: {
  /** Begins the name of the button that starts a scan of so many devices. */
  readonly startScan: (size: number) => string;
  readonly openPairSheet: RegExp;
  readonly confirmPair: RegExp;
  /** Heading over what went out. */
  readonly sent: RegExp;
  /** What a device or a heading says until the factory has answered. */
  readonly underWay: RegExp;
};
