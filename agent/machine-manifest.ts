import * as z from 'zod';

/**
 * A machine as the agent sees it, in one file: the parts of /sys and /proc that it reads. Paths have no leading slash.
 * Text stands for a file with that text and a line end, `link` for a symbolic link, `folder` for an empty folder.
 */
export const MachineManifest = z.strictObject({
  /** Name in kebab-case. */
  machine: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  /** What is special about it, one sentence. */
  about: z.string().min(1),
  entries: z.record(
    z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+$/u),
    z.union([z.string(), z.strictObject({ link: z.string().min(1) }), z.strictObject({ folder: z.literal(true) })]),
  ),
});
export type MachineManifest = z.infer<typeof MachineManifest>;
