/** The Electron that this machine has, for development, the tests and the demo. */
export interface ElectronHere {
  /** Absolute path. */
  readonly executable: string;
  /** The unpacked distribution. */
  readonly folder: string;
  /** Whether it is the stand-in for the Electron that the product is made for. */
  readonly substitute: boolean;
}

/**
 * Finds the Electron to run: the one named by Electron's own `ELECTRON_OVERRIDE_DIST_PATH`, the one its npm package has
 * downloaded, or the prepared substitute. Nothing if `node scripts/setup.mjs` still has to fetch one.
 */
export function locateElectron(): ElectronHere | undefined;

/**
 * What Chromium must be told on this machine, as command line switches: its sandbox refuses to run as root, and needs
 * user namespaces otherwise.
 */
export function electronSwitches(): string[];
