import { FolderOpen } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { LeftOver } from '../../protocol/model';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { goTo } from '../store/screen';
import { leftOverParts } from '../scan/band/left-over';
import { useAnswer } from '../server-state/use-answer';
import { useWrite } from '../store/use-write';
import { formatDate, formatEnd } from '../text/format';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';
import { LongList } from '../ui/LongList';
import { Sheet } from '../ui/Sheet';
import { AuditTrail } from './AuditTrail';

/** As many earlier operations as may be listed. */
const EVERYTHING = { limit: 500 };

/** What was: earlier operations to open again, and who did what. */
export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={messages.history.title} shape="tall" onClose={onClose}>
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={messages.history.title}>
          <Tab className="tab" id="operations">
            {messages.history.operations}
          </Tab>
          <Tab className="tab" id="audit">
            {messages.history.audit}
          </Tab>
        </TabList>
        <TabPanel className="tab-panel" id="operations">
          <Operations onOpened={onClose} />
        </TabPanel>
        <TabPanel className="tab-panel" id="audit">
          <AuditTrail />
        </TabPanel>
      </Tabs>
    </Sheet>
  );
}

/** Earlier operations, newest first, to open again. */
function Operations({ onOpened }: { readonly onOpened: () => void }) {
  const { ask, draft } = useConsole();
  const { value: list, problem } = useAnswer('operation.list', EVERYTHING);
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const trouble = refusal === '' ? problem : refusal;
  const open = (operationId: string): void =>
    run(async () => {
      const reply = await ask('operation.open', { operationId });
      if (!reply.ok) return setRefusal(reply.error.sentence);
      draft.setState({ wanted: false });
      goTo('scan');
      onOpened();
    });
  return (
    <>
      <p className="dim">{messages.history.lead}</p>
      {trouble === '' ? null : (
        <p className="field-error" role="alert">
          <Outside text={trouble} />
        </p>
      )}
      {list?.length === 0 ? <p className="dim">{messages.history.none}</p> : null}
      {list === undefined || list.length === 0 ? null : (
        <LongList
          label={messages.history.title}
          items={list}
          keyOf={({ operationId, startedAt }) => `${operationId} ${startedAt}`}
        >
          {({ operationId, startedAt, closedAt, operatorId, leftOver }) => (
            <div className="operation">
              <span>
                <b>
                  <Outside text={operationId} mono />
                </b>
                <LeftOverCounts leftOver={leftOver} />
              </span>
              <span>
                {formatDate(startedAt)} – {closedAt === null ? messages.history.stillOpen : formatEnd(startedAt, closedAt)}
              </span>
              <span className="dim">
                {messages.history.operator} <Outside text={operatorId} />
              </span>
              <Button
                className="button"
                aria-label={messages.history.openName({ operationId: visibleText(operationId) })}
                isDisabled={busy}
                onPress={() => open(operationId)}
              >
                <FolderOpen aria-hidden size={20} />
                {messages.history.open}
              </Button>
            </div>
          )}
        </LongList>
      )}
    </>
  );
}

function LeftOverCounts({ leftOver }: { readonly leftOver: LeftOver | null }) {
  const parts = leftOver === null ? [] : leftOverParts(leftOver);
  if (parts.length === 0) return null;
  return (
    <span className="left-over-counts">
      {parts.map(({ kind, text }, index) => (
        <Fragment key={kind}>
          {index === 0 ? null : ', '}
          <span className={kind}>{text}</span>
        </Fragment>
      ))}
    </span>
  );
}
