import { ErrorLine } from '../../ui/ErrorLine';
import { Flame, RefreshCw, Send } from 'lucide-react';
import { memo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { PairSheet } from '../../../protocol/pair-sheet';
import { LongList } from '../../ui/LongList';
import { Sheet } from '../../ui/Sheet';
import { messages } from '../../messages';
import { useConsole } from '../../store/console-context';
import { useHelpTopic } from '../../store/help-topic';
import { useSentNow } from '../../store/outcome-now';
import { useWrite } from '../../store/use-write';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import type { SheetState } from './pair-state';
import { RefusedSerials } from './RefusedSerials';
import { OUTCOMES, SentSerials, type SentProps } from './SentSerials';
import { say } from '../../text/say';
import { ConfirmButton } from '../../ui/ConfirmButton';
import './pair.css';

interface PairSheetDialogProps extends SheetState {
  readonly target: PairSheet['target'];
  readonly onClose: () => void;
}

/** What goes, what stays and why, what was sent before and what became of it. Confirming sends exactly the list that is shown. */
export function PairSheetDialog({ sheet, problem, reload, target, onClose }: PairSheetDialogProps) {
  const { ask } = useConsole();
  useHelpTopic('pair');
  const [busy, run] = useWrite();
  const [refusal, setRefusal] = useState('');
  const confirm = ({ operationId, digest }: PairSheet): void =>
    run(async () => {
      const reply = await ask('pair.confirm', { operation: operationId, digest });
      setRefusal(reply.ok ? '' : reply.error.sentence);
      reload();
    });
  const trouble = refusal === '' ? problem : refusal;
  const count = sheet?.serials.length ?? 0;
  const Icon = target === 'burn' ? Flame : Send;
  return (
    <Sheet
      title={messages.pair.title[target]}
      subtitle={
        sheet === undefined ? null : (
          <span className="dim">{messages.pair.of({ operationId: visibleText(sheet.operationId) })}</span>
        )
      }
      shape="tall"
      onClose={onClose}
      footer={
        <>
          <ErrorLine text={trouble} className="grow" />
          {sheet === undefined || count === 0 || trouble !== '' ? null : (
            <p className="digest">
              {messages.pair.digest} <b className="mono">{visibleText(sheet.digest.slice(0, 12))}</b>
              <span className="dim">{messages.pair.digestHelp}</span>
            </p>
          )}
          {count === 0 && trouble === '' ? <span className="grow" /> : null}
          <Button className="button" onPress={reload}>
            <RefreshCw aria-hidden size={20} />
            {messages.pair.reload}
          </Button>
          {sheet === undefined || count === 0 ? null : (
            <ConfirmButton className="button big primary" isDisabled={busy} onConfirm={() => confirm(sheet)}>
              <Icon aria-hidden size={24} />
              {messages.pair.confirm[target]({ count })}
            </ConfirmButton>
          )}
        </>
      }
    >
      {sheet === undefined ? <p className="dim">{messages.pair.loading}</p> : <SheetLists sheet={sheet} />}
    </Sheet>
  );
}

function SheetLists({ sheet }: { readonly sheet: PairSheet }) {
  const goes = messages.pair.goes[sheet.target]({ count: sheet.serials.length });
  const stays = messages.pair.stays[sheet.target]({ count: sheet.heldBack.length });
  return (
    <div className="pair-lists">
      {sheet.refused.length === 0 ? null : <RefusedSerials refused={sheet.refused} />}
      <section className="pair-part" aria-label={goes}>
        <h3>{goes}</h3>
        {sheet.serials.length === 0 ? (
          <p className="dim">{messages.pair.goesEmpty[sheet.target]}</p>
        ) : (
          <Serials digest={sheet.digest} serials={sheet.serials} label={goes} />
        )}
      </section>
      <section className="pair-part" aria-label={stays}>
        <h3>{stays}</h3>
        {sheet.heldBack.length === 0 ? (
          <p className="dim">{messages.pair.staysEmpty}</p>
        ) : (
          <LongList label={stays} items={sheet.heldBack} keyOf={({ id }) => id}>
            {({ sn, why }) => (
              <div className="held">
                <b>{sn === '' ? messages.grid.unnamed : <Outside text={sn} mono />}</b>
                <span>
                  <Outside text={say(why)} />
                </span>
              </div>
            )}
          </LongList>
        )}
      </section>
      {sheet.sent.length === 0 ? null : <SentPart sheet={sheet} />}
    </div>
  );
}

function SentPart({ sheet: { sent: known, target } }: { readonly sheet: PairSheet }) {
  const sent = useSentNow(known);
  const title = messages.pair.sent({ count: sent.length });
  return (
    <section className="pair-part sent" aria-label={title}>
      <h3>
        {title}
        <span className="dim">{summaryOf({ sent, target })}</span>
      </h3>
      <SentSerials sent={sent} target={target} />
    </section>
  );
}

/** How many came to what, the outcomes that need a person first. */
function summaryOf({ sent, target }: SentProps): string {
  return OUTCOMES.map((outcome) => ({ outcome, count: sent.filter((item) => item.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => messages.pair.summary[target][outcome]({ count }))
    .join(' · ');
}

interface SerialsProps {
  /** Names the list: the same digest is the same list, and is not drawn again. */
  readonly digest: string;
  readonly serials: readonly string[];
  readonly label: string;
}

const Serials = memo(
  function Serials({ serials, label }: SerialsProps) {
    return (
      <ul className="serials" aria-label={label}>
        {serials.map((sn) => (
          <li key={sn}>
            <Outside text={sn} mono />
          </li>
        ))}
      </ul>
    );
  },
  (before, after) => before.digest === after.digest,
);
