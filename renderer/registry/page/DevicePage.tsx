import { ArrowLeft, CloudOff, GraduationCap, Images, Tag } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { isA } from '../../../protocol/registry/type-trees';
import type { DevicePage as Page } from '../../../protocol/registry/views';
import { meaningOf } from '../../keys/key-table';
import { messages } from '../../messages';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { ActMenu } from '../actions/ActMenu';
import { PhysicalBadge, RatingBadge, TradingBadge } from './Badges';
import { Composition } from './Composition';
import { DeviceIcon } from './DeviceIcon';
import { PageSheets } from '../actions/DeviceSheets';
import { DeviceSearchKeys } from '../list/DeviceSearchKeys';
import { devicesState, useDevices } from '../list/devices-state';
import { EventTimeline } from './EventTimeline';
import { moneyText } from '../format';
import { deviceMessages } from '../messages';
import { DeviceSummary } from './DeviceSummary';
import { RatingExplained } from './RatingExplained';
import { useAnswer } from '../../server-state/use-answer';
import { deviceName, typeName } from '../labels';
import './device-page.css';

/** Everything that is known of one device. */
export function DevicePage({ device }: { readonly device: number }) {
  const input = useMemo(() => ({ device }), [device]);
  const { value: page, problem, reload } = useAnswer('registry.device', input);
  useLeaveByEscape();
  return (
    <>
      <DeviceSearchKeys />
      {page === undefined || page === null ? (
        <div className="page-missing">
          <BackButton />
          {problem !== '' || page === null ? (
            <div className="nothing" role="alert">
              <CloudOff aria-hidden size={56} strokeWidth={1.2} />
              <p>{problem === '' ? deviceMessages.page.gone : visibleText(problem)}</p>
              <Button className="button" onPress={reload}>
                {messages.retry}
              </Button>
            </div>
          ) : (
            <p className="dim">{deviceMessages.list.loading}</p>
          )}
        </div>
      ) : (
        <>
          <Head page={page} />
          <Parts page={page} />
          <PageSheets page={page} />
        </>
      )}
    </>
  );
}

/** Escape goes back, unless a sheet or a field has it. */
function useLeaveByEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (meaningOf('devicePage', { key: event.key, ctrl: event.ctrlKey || event.metaKey }) !== 'back') return;
      if (event.defaultPrevented || useDevices.getState().sheet !== null) return;
      if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return;
      devicesState.back();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function BackButton() {
  return (
    <Button className="button back" onPress={devicesState.back}>
      <ArrowLeft aria-hidden size={22} />
      {deviceMessages.page.back}
    </Button>
  );
}

function Head({ page }: { readonly page: Page }) {
  const { acts } = deviceMessages.page;
  const component = isA(page.type, 'Component');
  return (
    <header className="device-head card">
      <BackButton />
      <DeviceIcon type={page.type} size={44} strokeWidth={1.6} />
      <div className="device-name">
        <h2>
          <bdi>{deviceName(page)}</bdi>
        </h2>
        <p>
          {page.manufacturer === null ? null : (
            <>
              <Outside text={page.manufacturer} />
              {' · '}
            </>
          )}
          {typeName(page.type)}
          {page.serialNumber === null ? null : (
            <>
              {' · '}
              <b>
                <Outside text={page.serialNumber} mono />
              </b>
            </>
          )}
        </p>
      </div>
      <div className="device-states">
        <TradingBadge state={page.trading} />
        <PhysicalBadge state={page.physical} />
      </div>
      <span className="grow" />
      <div className="head-figure">
        <RatingBadge rating={page.rating} range={page.range} />
        {page.price === null ? null : <b className="head-price">{moneyText(page.price.amount, page.price.currency)}</b>}
      </div>
      {component ? null : (
        <>
          <Button className="button" onPress={() => devicesState.show({ kind: 'grade' })}>
            <GraduationCap aria-hidden size={20} />
            {acts.grade}
          </Button>
          <Button className="button" onPress={() => devicesState.show({ kind: 'pictures' })}>
            <Images aria-hidden size={20} />
            {acts.photos}
          </Button>
          <Button className="button" onPress={() => devicesState.show({ kind: 'tag' })}>
            <Tag aria-hidden size={20} />
            {acts.tags}
          </Button>
        </>
      )}
      <ActMenu label={acts.act} devices={[page]} />
    </header>
  );
}

function Parts({ page }: { readonly page: Page }) {
  const { tabs } = deviceMessages.page;
  const rated = !isA(page.type, 'Component');
  return (
    <Tabs className="device-tabs">
      <TabList className="tab-list" aria-label={deviceMessages.names.tabs}>
        <Tab className="tab" id="overview">
          {tabs.overview}
        </Tab>
        <Tab className="tab" id="composition">
          {tabs.composition}
        </Tab>
        <Tab className="tab" id="events">
          {tabs.events} <span className="tab-count">{page.eventCount}</span>
        </Tab>
        {rated ? (
          <Tab className="tab" id="rating">
            {tabs.rating}
          </Tab>
        ) : null}
      </TabList>
      <TabPanel className="tab-panel" id="overview">
        <DeviceSummary page={page} />
      </TabPanel>
      <TabPanel className="tab-panel" id="composition">
        <Composition page={page} />
      </TabPanel>
      <TabPanel className="tab-panel" id="events">
        <EventTimeline page={page} />
      </TabPanel>
      {rated ? (
        <TabPanel className="tab-panel" id="rating">
          <RatingExplained page={page} />
        </TabPanel>
      ) : null}
    </Tabs>
  );
}
