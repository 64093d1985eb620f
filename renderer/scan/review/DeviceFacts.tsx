import type { DeviceDetails, DeviceRow } from '../../../protocol/model';
import { StatusBadge } from '../../ui/Badge';
import { messages } from '../../messages';
import { formatClock } from '../../text/format';
import { say } from '../../text/say';
import { Outside } from '../../text/Outside';

/** What is known of the device beyond its interfaces: who claims its serial number, what the agent said, earlier scans. */
export function DeviceFacts({ details, row }: { readonly details: DeviceDetails; readonly row: DeviceRow }) {
  const { claimants, warnings, attempts, agentVersion, bootId } = details;
  return (
    <>
      {claimants.length < 2 ? null : (
        <section className="facts claimants">
          <h3>{messages.review.claimants}</h3>
          <ol>
            {claimants.map(({ ip, bootId: boot, macs }, index) => (
              <li key={[ip, boot, ...macs].join(' ')}>
                <b>{messages.review.claimant({ index: index + 1 })}</b> <Outside text={ip ?? messages.none} mono />
                <span className="dim">
                  <Outside text={boot ?? ''} mono />
                </span>
                {macs.map((mac) => (
                  <Outside key={mac} text={mac} mono />
                ))}
              </li>
            ))}
          </ol>
        </section>
      )}
      {warnings.length === 0 ? null : (
        <section className="facts">
          <h3>{messages.review.warnings}</h3>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>
                <Outside text={warning} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {attempts.length < 2 ? null : (
        <section className="facts">
          <h3>{messages.review.attempts}</h3>
          <ol className="attempts">
            {attempts.map(({ attempt, status, at, reason }) => (
              <li key={attempt}>
                <span>{messages.review.attempt({ attempt })}</span>
                <StatusBadge status={status} />
                <span className="mono dim">{formatClock(at)}</span>
                <span className="dim attempt-reason">
                  <Outside text={say(reason)} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section className="facts">
        <h3>{messages.review.facts}</h3>
        <dl className="fact-list">
          {row.slot === undefined && row.foundIn === undefined ? null : <Fact name={messages.rack.slot} value={slotWords(row)} />}
          <Fact name={messages.review.product} value={row.product} />
          <Fact name={messages.review.ip} value={row.ip} mono />
          <Fact name={messages.review.agent} value={agentVersion} mono />
          <Fact name={messages.review.bootId} value={bootId} mono />
        </dl>
      </section>
    </>
  );
}

/** Where it is, and where it was expected if that is another slot. */
function slotWords({ slot, foundIn }: DeviceRow): string {
  if (foundIn === undefined || foundIn === slot) return slot ?? '';
  return slot === undefined
    ? messages.rack.foundIn({ slot: foundIn })
    : messages.rack.swapped({ expected: slot, found: foundIn });
}

function Fact({ name, value, mono = false }: { readonly name: string; readonly value: string | null; readonly mono?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === null || value === '' ? messages.none : <Outside text={value} mono={mono} />}</dd>
    </>
  );
}
