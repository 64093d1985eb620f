import * as z from 'zod';

/** What this program is, for whoever is asked which one it is. */
export const AboutView = z.strictObject({
  appVersion: z.string(),
  /** By which the records and other consoles know this one. */
  consoleId: z.string(),
  /** What it runs on; null where it runs without a window. */
  electron: z.string().nullable(),
  chromium: z.string().nullable(),
  node: z.string(),
  /** `linux x64` */
  system: z.string(),
});
export type AboutView = z.infer<typeof AboutView>;
