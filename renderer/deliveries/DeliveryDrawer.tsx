import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Sheet } from '../ui/Sheet';
import { messages } from '../messages';
import { AsideList } from './AsideList';
import { useDeliveryDrawer, type DrawerTab } from './drawer-state';
import { OutgoingList } from './OutgoingList';
import './deliveries.css';

/** What went out to the factory and how far it got; and what was set aside. */
export function DeliveryDrawer() {
  const tab = useDeliveryDrawer((state) => state.tab);
  const open = useDeliveryDrawer((state) => state.open);
  const close = useDeliveryDrawer((state) => state.close);
  if (tab === null) return null;
  return (
    <Sheet title={messages.deliveries.title} shape="drawer" onClose={close}>
      <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => open(isTab(key) ? key : 'outgoing')}>
        <TabList className="tab-list" aria-label={messages.deliveries.title}>
          <Tab className="tab" id="outgoing">
            {messages.deliveries.outgoing}
          </Tab>
          <Tab className="tab" id="aside">
            {messages.deliveries.aside}
          </Tab>
        </TabList>
        <TabPanel className="tab-panel" id="outgoing">
          <OutgoingList />
        </TabPanel>
        <TabPanel className="tab-panel" id="aside">
          <AsideList />
        </TabPanel>
      </Tabs>
    </Sheet>
  );
}

function isTab(key: unknown): key is DrawerTab {
  return key === 'outgoing' || key === 'aside';
}
