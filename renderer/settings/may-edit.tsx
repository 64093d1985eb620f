import { createContext } from 'react';

/** Whether the settings inside can be changed by whoever is signed in. */
export const MayEdit = createContext(true);

/** A setting that can only be read. */
export function ShownSetting({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <dl className="shown-setting">
      <dt>{label}</dt>
      <dd>{value === '' ? '–' : value}</dd>
    </dl>
  );
}
