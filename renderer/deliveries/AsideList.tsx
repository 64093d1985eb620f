import { ErrorLine } from '../ui/ErrorLine';
import { say } from '../text/say';
import { Download, RefreshCw } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { AsideEntry } from '../../protocol/ipc';
import { LongList } from '../ui/LongList';
import { useHelpTopic } from '../store/help-topic';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useAnswer } from '../server-state/use-answer';
import { useBusy } from '../store/use-busy';
import { useRecordsFail } from '../store/use-write';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';

/** As many entries as may be read at once. */
const EVERYTHING = { limit: 1_000 };

/** Late, stale, repeated and unreadable messages: kept, shown, exportable, never mixed in. */
export function AsideList() {
  useHelpTopic('deliveries');
  const { askOrTell, notices } = useConsole();
  const { value: entries, problem, reload } = useAnswer('aside.list', EVERYTHING);
  const [busy, run] = useBusy();
  const failing = useRecordsFail();

  const save = (): void =>
    run(async () => {
      const saved = await askOrTell('aside.export', {});
      if (saved === undefined || saved.path === null) return;
      notices.raise('info', messages.files.savedEntries({ path: saved.path, entries: saved.entries ?? 0 }), 'export');
    });

  return (
    <>
      <p className="dim">{messages.deliveries.asideLead}</p>
      <div className="acts">
        <Button className="button" isDisabled={busy} onPress={() => run(reload)}>
          <RefreshCw aria-hidden size={20} />
          {messages.deliveries.refresh}
        </Button>
        <Button className="button" isDisabled={busy || failing || entries === undefined || entries.length === 0} onPress={save}>
          <Download aria-hidden size={20} />
          {messages.deliveries.asideExport}
        </Button>
      </div>
      <ErrorLine text={problem} />
      <Entries entries={entries} />
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly AsideEntry[] | undefined }) {
  if (entries === undefined) return null;
  if (entries.length === 0) return <p className="dim">{messages.deliveries.asideNone}</p>;
  return (
    <LongList label={messages.deliveries.aside} items={entries} keyOf={({ id }) => id}>
      {({ kind, at, operationId, sn, reason, excerpt }) => (
        <article className="delivery">
          <header>
            <h3>{sn === '' ? messages.grid.unnamed : <Outside text={sn} mono />}</h3>
            <span className="tag">{messages.deliveries.asideKind[kind]}</span>
          </header>
          <p>
            <Outside text={say(reason)} />
          </p>
          <p className="dim">
            {operationId === '' ? null : (
              <>
                <Outside text={operationId} mono /> ·{' '}
              </>
            )}
            {formatDate(at)}
          </p>
          {excerpt === '' ? null : (
            <details>
              <summary>{messages.deliveries.excerpt}</summary>
              <p className="excerpt">
                <Outside text={excerpt} mono />
              </p>
            </details>
          )}
        </article>
      )}
    </LongList>
  );
}
