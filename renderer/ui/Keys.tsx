import { Fragment } from 'react';
import { partsOfKey } from './key-names';
import './keys.css';

/** Keys as they are printed on a keyboard. */
export function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="keys">
      {keys.map((key) => (
        <span key={key}>
          {partsOfKey(key).map((part, index) => (
            <Fragment key={part}>
              {index === 0 ? null : '+'}
              <kbd className="mono">{part}</kbd>
            </Fragment>
          ))}
        </span>
      ))}
    </span>
  );
}
