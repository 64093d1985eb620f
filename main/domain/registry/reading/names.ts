/** How things of the device registry are named, and what their properties are made of. A property that is null is unknown. */

/** A device's number in this registry: 1, 2, 3, … */
export type DeviceNumber = number;
/** UUID of an event, a Snapshot among them. */
export type EventUuid = string;
/** UUID of a person or organisation. */
export type AgentUuid = string;
/** UUID of one picture of an ImageSet. */
export type ImageUuid = string;

/** A value of a physical property. */
export type PropertyValue = string | number | boolean;
/** Physical properties that are known, by name (`size`, `speed`, `chassis`, `weight`, …; units in `properties.ts`). Unknown ones are absent. */
export type Properties = Readonly<Record<string, PropertyValue>>;
