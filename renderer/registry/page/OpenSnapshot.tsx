import { CircleCheck, CircleDashed } from 'lucide-react';
import type { OpenSnapshotView } from '../../../protocol/registry/views';
import { deviceMessages } from '../messages';
import { typeName } from '../labels';
import './open-snapshot.css';

/** What a Snapshot still waits for: every expected event, with whether it came. */
export function OpenSnapshot({ open }: { readonly open: OpenSnapshotView }) {
  const { page } = deviceMessages;
  return (
    <ol className="expected-events" aria-label={page.missing({ count: open.missing.length })}>
      {open.expected.map(({ type, met }, index) => (
        // The same type may be expected twice, and the list never changes its order.
        <li key={index} className={met ? 'met' : 'missing'}>
          {met ? <CircleCheck aria-hidden size={20} /> : <CircleDashed aria-hidden size={20} />}
          {typeName(type)}
          <span className="hidden-text">{met ? page.met : page.notMet}</span>
        </li>
      ))}
    </ol>
  );
}
