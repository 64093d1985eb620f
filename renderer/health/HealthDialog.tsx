import { ErrorLine } from '../ui/ErrorLine';
import { Download, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button, Switch } from 'react-aria-components';
import { MAX_FORECAST_DAYS } from '../../protocol/forecast';
import type { HealthView } from '../../protocol/program-health';
import { Sheet } from '../ui/Sheet';
import { messages } from '../messages';
import { useConsole, useFacts } from '../store/console-context';
import { useHelpTopic } from '../store/help-topic';
import { useAnswer } from '../server-state/use-answer';
import { useBusy } from '../store/use-busy';
import { sizeText } from '../text/disk-room';
import { formatCount, formatDate } from '../text/format';
import './health.css';

const NOTHING = {};

/** How the program is, and a file for somebody who is to help. */
export function HealthDialog({ onClose }: { readonly onClose: () => void }) {
  const { askOrTell, notices } = useConsole();
  useHelpTopic('backup');
  const { value: health, problem, reload } = useAnswer('app.health', NOTHING);
  const shown = useFacts(({ session }) => session?.operationId ?? null);
  const [withReports, setWithReports] = useState(false);
  const [busy, run] = useBusy();

  const save = (): void =>
    run(async () => {
      const saved = await askOrTell('support.bundle', { reportsOf: withReports ? shown : null });
      if (saved !== undefined && saved.path !== null) notices.raise('info', messages.files.saved({ path: saved.path }), 'export');
    });

  const footer = (
    <>
      <Button className="button" isDisabled={busy} onPress={() => run(reload)}>
        <RefreshCw aria-hidden size={20} />
        {messages.health.refresh}
      </Button>
      <Button className="button" isDisabled={busy} onPress={save}>
        <Download aria-hidden size={20} />
        {messages.health.save}
      </Button>
    </>
  );
  return (
    <Sheet title={messages.health.title} shape="tall" onClose={onClose} footer={footer}>
      <ErrorLine text={problem} />
      {health === undefined ? (
        problem === '' && <p className="dim">{messages.health.loading}</p>
      ) : (
        <>
          <p className="dim">{messages.health.lead({ since: formatDate(health.startedAt) })}</p>
          <div className="health">
            {factsOf(health).map(({ group, facts }) => (
              <section key={group} aria-label={group}>
                <h3>{group}</h3>
                <dl>
                  {facts.map(({ name, value, bad }) => (
                    <div key={name} className={bad ? 'bad' : undefined}>
                      <dt>{name}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <h3>{messages.health.bundle}</h3>
          <p className="dim">{messages.health.bundleHelp}</p>
          <Switch className="switch" isSelected={withReports} onChange={setWithReports}>
            <span className="track" aria-hidden>
              <span className="thumb" style={{ display: 'block' }} />
            </span>
            <span>
              <b>{messages.health.withReports}</b>
              <span className="field-help block">{messages.health.withReportsHelp}</span>
            </span>
          </Switch>
        </>
      )}
    </Sheet>
  );
}

interface Fact {
  readonly name: string;
  readonly value: string;
  /** Somebody should look at it. */
  readonly bad: boolean;
}

function factsOf(health: HealthView): readonly { readonly group: string; readonly facts: readonly Fact[] }[] {
  const { groups, facts: names, milliseconds, times, days, manyYears } = messages.health;
  const { reports, lookUps, deliveries, broker, records, store, eventLoop } = health;
  const count = (name: string, value: number): Fact => ({ name, value: formatCount(value), bad: false });
  const trouble = (name: string, value: number): Fact => ({ ...count(name, value), bad: value > 0 });
  const text = (name: string, value: string): Fact => ({ name, value, bad: false });
  return [
    {
      group: groups.store,
      facts: [
        ...(records.daysLeft === null
          ? []
          : [
              {
                ...text(names.daysLeft, records.daysLeft > MAX_FORECAST_DAYS ? manyYears : days({ days: records.daysLeft })),
                bad: records.warning.length > 0,
              },
            ]),
        ...(records.diskFreeBytes === null ? [] : [text(names.diskFree, sizeText(records.diskFreeBytes))]),
        text(names.fileSize, sizeText(records.fileBytes)),
        ...(records.bytesPerDay === null ? [] : [text(names.perDay, sizeText(records.bytesPerDay))]),
        count(names.commits, store.commits - store.failed),
        trouble(names.notWritten, store.failed),
        text(names.slowest, milliseconds({ ms: store.slowestMs })),
      ],
    },
    {
      group: groups.reports,
      facts: [
        count(names.received, reports.received),
        count(names.stored, reports.stored),
        trouble(names.quarantined, reports.quarantined),
        count(names.duplicates, reports.duplicates),
        count(names.late, reports.late),
        count(names.stale, reports.stale),
        trouble(names.triedAgain, reports.triedAgain),
        trouble(names.notRegistered, reports.notRegistered),
      ],
    },
    { group: groups.lookUps, facts: [count(names.answered, lookUps.answered), trouble(names.failed, lookUps.failed)] },
    {
      group: groups.deliveries,
      facts: [
        count(names.accepted, deliveries.accepted),
        count(names.underWay, deliveries.queued + deliveries.sending),
        trouble(names.rejected, deliveries.rejected),
        trouble(names.unknown, deliveries.unknown),
      ],
    },
    {
      group: groups.broker,
      facts: [
        text(names.connected, times({ count: broker.connected })),
        { ...text(names.lost, times({ count: broker.lost })), bad: broker.lost > 0 },
      ],
    },
    {
      group: groups.program,
      facts: [
        text(names.version, health.appVersion),
        text(names.heldUp, milliseconds({ ms: eventLoop.maxMs })),
        text(names.memory, sizeText(health.memoryBytes)),
      ],
    },
  ];
}
