/** Snapshots put together for tests. */

let uuids = 0;

/** A UUID that no other payload has. */
export function freshUuid(): string {
  uuids += 1;
  return `00000000-0000-4000-9000-${String(uuids).padStart(12, '0')}`;
}

/** A desktop with the given keys on top of a full identity. */
export function desktop(over: object = {}): object {
  return { type: 'Desktop', chassis: 'Tower', manufacturer: 'ma', model: 'mo', serialNumber: 'sn', ...over };
}

/** A Snapshot by Workbench. @param over keys of the Snapshot itself */
export function workbench(device: object, components: readonly unknown[] = [], over: object = {}): object {
  return {
    type: 'Snapshot',
    software: 'Workbench',
    version: '11.0',
    uuid: freshUuid(),
    elapsed: 4,
    device,
    components,
    ...over,
  };
}

/** A Snapshot by an app, which sees no components. */
export function byApp(device: object, over: object = {}): object {
  return { type: 'Snapshot', software: 'AndroidApp', version: '2.0.0', device, ...over };
}

/** Tags as a device lists them. */
export function tagged(...ids: readonly string[]): { readonly tags: readonly object[] } {
  return { tags: ids.map((id) => ({ type: 'Tag', id })) };
}
