import { useCallback, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { BundleCheck } from '../../protocol/ipc';
import { messages } from '../messages';
import { StatisticsPanel } from '../statistics/StatisticsPanel';
import { useConsole } from '../store/console-context';
import { useHelpTopic } from '../store/help-topic';
import { goTo } from '../store/screen';
import { useWrite } from '../store/use-write';
import { Outside } from '../text/Outside';
import { Sheet } from '../ui/Sheet';
import { AuditTrail } from './AuditTrail';
import { CheckedBundle } from './CheckedBundle';
import { HandoverPanel } from './HandoverPanel';
import { Operations, type HistorySearch } from './Operations';
import { UnitHistory } from './UnitHistory';
import './history.css';

/** What was: earlier operations and every attempt of a device, figures of all of them, and who did what. */
export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { ask, draft } = useConsole();
  useHelpTopic('history');
  const [search, setSearch] = useState<HistorySearch>({ text: '', reason: '', period: 'all' });
  const [unit, setUnit] = useState<string | null>(null);
  const [check, setCheck] = useState<BundleCheck | null>(null);
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const { history } = messages;
  const change = useCallback((part: Partial<HistorySearch>) => setSearch((before) => ({ ...before, ...part })), []);
  const open = (operationId: string): void =>
    run(async () => {
      const reply = await ask('operation.open', { operationId });
      if (!reply.ok) return setRefusal(reply.error.sentence);
      draft.setState({ wanted: false });
      goTo('scan');
      onClose();
    });
  const checkBundle = (): void =>
    run(async () => {
      setRefusal('');
      const reply = await ask('evidence.check', {});
      if (!reply.ok) setRefusal(reply.error.sentence);
      else if (reply.value !== null) setCheck(reply.value);
    });
  return (
    <Sheet title={history.title} shape="full" onClose={onClose}>
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={history.title}>
          <Tab className="tab" id="operations">
            {history.operations}
          </Tab>
          <Tab className="tab" id="handover">
            {history.handover}
          </Tab>
          <Tab className="tab" id="statistics">
            {history.statistics}
          </Tab>
          <Tab className="tab" id="audit">
            {history.audit}
          </Tab>
        </TabList>
        <TabPanel className="tab-panel" id="operations">
          {unit === null && check === null ? <p className="dim">{history.lead}</p> : null}
          {refusal === '' ? null : (
            <p className="field-error" role="alert">
              <Outside text={refusal} />
            </p>
          )}
          {check !== null ? (
            <CheckedBundle check={check} onBack={() => setCheck(null)} />
          ) : unit === null ? (
            <Operations search={search} onSearch={change} onUnit={setUnit} onOpen={open} onCheck={checkBundle} busy={busy} />
          ) : (
            <UnitHistory sn={unit} onBack={() => setUnit(null)} onOpen={open} onLeave={onClose} busy={busy} />
          )}
        </TabPanel>
        <TabPanel className="tab-panel" id="handover">
          <HandoverPanel onOpen={open} busy={busy} />
        </TabPanel>
        <TabPanel className="tab-panel" id="statistics">
          <StatisticsPanel />
        </TabPanel>
        <TabPanel className="tab-panel" id="audit">
          <AuditTrail />
        </TabPanel>
      </Tabs>
    </Sheet>
  );
}
