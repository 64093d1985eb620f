import * as z from 'zod';
import { command } from './command';
import { DEVICE_ACTS, MAX_DEVICES_AT_ONCE, MAX_FILE_CHARACTERS, MAX_PICTURES } from './device-acts';
import { reason } from './reason';
import { TextsSchema } from './texts/schema';
import { AgentView, DeviceList, DevicePage, DeviceQuery, EventView, OpenSnapshotView } from './registry/views';
import { APPEARANCE_RANGES, FUNCTIONALITY_RANGES, RECEIVE_ROLES } from './registry/vocabulary';
import { fault } from './wire/issue-text';

/** What the window may ask of the device registry. */

const DeviceNumber = z.int().min(1);
/** UUID of an event, agent or picture. */
const Id = z.string().min(1).max(64);

/** Base64 of 16 MiB. */
const PictureContent = z.string().min(4).max(22_500_000);

/** How one file, or one thing done, was answered. */
export const Accepted = z.strictObject({
  /** Id of the event or Snapshot that was written. */
  event: z.string().nullable(),
});
export type Accepted = z.infer<typeof Accepted>;

/** What became of one file that a person gave to the registry. */
export const FileAnswer = z.strictObject({
  fileName: z.string(),
  accepted: z.boolean(),
  /** What it was, or why it was refused and what to do. */
  texts: TextsSchema,
  /** The device that it is about; null when it was refused or names none. */
  device: z.int().nullable(),
  /** Parts that were kept as they came because nobody here understands them. */
  notUnderstood: z.array(z.strictObject({ field: z.string(), reason: TextsSchema })),
});
export type FileAnswer = z.infer<typeof FileAnswer>;

/** Where a tag or serial number leads. `devices` has one number when it is clear, none when nothing is known of it. */
export const LookUpAnswer = z.strictObject({ devices: z.array(z.int()), texts: TextsSchema });
export type LookUpAnswer = z.infer<typeof LookUpAnswer>;

const grade = (best: number) => z.int().min(1).max(best);

export const PictureGrades = z.strictObject({
  assembling: grade(5),
  parts: grade(5),
  buttons: grade(5),
  dents: grade(5),
  decolorization: grade(5),
  scratches: grade(5),
  tagAlignment: grade(3),
  tagAdhesive: grade(3),
  dirt: grade(3),
});
export type PictureGrades = z.infer<typeof PictureGrades>;

export const registryCommands = {
  'registry.devices': command(DeviceQuery, DeviceList),
  /** Most frequent first. */
  'registry.models': command(
    z.strictObject({ limit: z.int().min(1).max(1_000) }),
    z.array(z.strictObject({ model: z.string(), count: z.int() })),
  ),
  /** Null when there is no device of this number. */
  'registry.device': command(z.strictObject({ device: DeviceNumber }), DevicePage.nullable()),
  'registry.events': command(
    z.strictObject({ device: DeviceNumber, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.array(EventView),
  ),
  /** A picture as base64; null when there is none of this id. */
  'registry.image': command(
    z.strictObject({ image: Id }),
    z.strictObject({ fileFormat: z.enum(['jpg', 'png']), content: z.string() }).nullable(),
  ),
  'registry.agents': command(z.strictObject({}), z.array(AgentView)),
  /** The longest waiting first. */
  'registry.openSnapshots': command(z.strictObject({}), z.array(OpenSnapshotView)),
  /** A tag, serial number or HID as a scanner types it. */
  'registry.lookUp': command(z.strictObject({ code: z.string().trim().min(1).max(200) }), LookUpAnswer),

  /** One file: a Snapshot or an event as a Workbench writes it. What is refused is an answer, not a failure. */
  'registry.submitFile': command(
    z.strictObject({ fileName: z.string().max(300), text: z.string().max(MAX_FILE_CHARACTERS) }),
    FileAnswer,
  ),
  /** Refused with one sentence, as all that follow. */
  'registry.grade': command(
    z.strictObject({
      device: DeviceNumber,
      appearance: z.enum(APPEARANCE_RANGES),
      functionality: z.enum(FUNCTIONALITY_RANGES),
    }),
    Accepted,
  ),
  'registry.addPictures': command(
    z.strictObject({
      device: DeviceNumber,
      pictures: z
        .array(
          z.strictObject({
            name: z.string().trim().min(1).max(128),
            fileFormat: z.enum(['jpg', 'png']),
            orientation: z.enum(['Vertical', 'Horizontal']),
            content: PictureContent,
          }),
        )
        .min(1)
        .max(MAX_PICTURES),
    }),
    Accepted,
  ),
  'registry.ratePicture': command(z.strictObject({ device: DeviceNumber, image: Id, grades: PictureGrades }), Accepted),
  /** Makes a tag and links it to the device. */
  'registry.addTag': command(z.strictObject({ device: DeviceNumber, tag: z.string().trim().min(1).max(128) }), Accepted),
  /** Closes a Snapshot whose missing events will not come. */
  'registry.closeSnapshot': command(z.strictObject({ snapshot: Id, reason: reason(500) }), Accepted),
  'registry.addAgent': command(
    z.strictObject({
      type: z.enum(['Person', 'Organization']),
      name: z.string().trim().min(1).max(128),
      recyclingCenter: z.boolean(),
    }),
    z.array(AgentView),
  ),
  /** Does one thing to all these devices in one event, or to none of them. */
  'registry.act': command(
    z.strictObject({
      act: z.enum(DEVICE_ACTS),
      devices: z.array(DeviceNumber).min(1).max(MAX_DEVICES_AT_ONCE),
      /** To whom, or who receives. */
      to: Id.optional(),
      role: z.enum(RECEIVE_ROLES).optional(),
      invoiceNumber: z.string().trim().max(64).optional(),
      /** Of a trade: when the devices are sent, `2026-01-31`. */
      shippingDate: z.iso
        .date({ error: fault('value.noDate', { example: '2026-01-31' }) })
        .max(10)
        .optional(),
      /** Of a trade: becomes the price of each device, with the trade or not at all. */
      price: z.number().min(0).max(1e9).optional(),
      /** Of Recover: the device that the materials became. */
      product: DeviceNumber.optional(),
      description: z.string().trim().max(500).optional(),
    }),
    Accepted,
  ),
} as const;
