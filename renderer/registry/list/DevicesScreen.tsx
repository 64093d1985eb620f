import { CloudOff, FolderOpen, PackageSearch, Upload } from 'lucide-react';
import { useMemo } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { messages } from '../../messages';
import { visibleText } from '../../text/visible-text';
import { useDevicePages, type ListQuery, type PagesState } from '../page/device-pages';
import { DeviceFilterBar } from './DeviceFilterBar';
import { DevicePage } from '../page/DevicePage';
import { DeviceSearch } from './DeviceSearch';
import { DeviceSheets } from '../actions/DeviceSheets';
import { devicesState, filterOf, hasFilters, NO_FILTERS, RANGE_LIMITS, useDevices } from './devices-state';
import { deviceMessages } from '../messages';
import { RatingTiles } from '../page/RatingTiles';
import { RegistryGrid } from './RegistryGrid';
import { SelectionBar } from './SelectionBar';
import { useFileDrop } from '../actions/use-file-drop';
import './devices.css';

/** The devices on record: the list, or the page of one of them. Workbench files may be dropped on both. */
export function DevicesScreen() {
  const open = useDevices((state) => state.open);
  const take = (files: readonly File[]): void => {
    if (files.length > 0) devicesState.show({ kind: 'files', files });
  };
  const { target, over } = useFileDrop<HTMLDivElement>(take);
  return (
    <main className="devices">
      <div className="devices-drop" ref={target}>
        {open === null ? <DeviceList onFiles={take} /> : <DevicePage key={open} device={open} />}
        {over ? <DropHere /> : null}
      </div>
      <DeviceSheets />
    </main>
  );
}

function DropHere() {
  return (
    <div className="drop-here">
      <Upload aria-hidden size={64} strokeWidth={1.6} />
      <p>{deviceMessages.list.drop}</p>
      <p className="dim">{deviceMessages.list.dropHint}</p>
    </div>
  );
}

function DeviceList({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const filters = useDevices((state) => state.filters);
  const sort = useDevices((state) => state.sort);
  const query = useMemo<ListQuery>(
    () => ({
      ...filterOf(filters),
      ...(filters.range === null ? {} : RANGE_LIMITS[filters.range]),
      sort: sort.by,
      descending: sort.descending,
    }),
    [filters, sort],
  );
  const pages = useDevicePages(query);
  const selecting = useDevices((state) => state.selected.size > 0);
  return (
    <>
      <RatingTiles />
      <div className="toolbar">
        <DeviceSearch />
        {selecting ? (
          <SelectionBar />
        ) : (
          <>
            <DeviceFilterBar />
            <span className="grow" />
            <FileTrigger
              allowsMultiple
              acceptedFileTypes={['.json', 'application/json']}
              onSelect={(files) => onFiles(Array.from(files ?? []))}
            >
              <Button className="button">
                <FolderOpen aria-hidden size={20} />
                {deviceMessages.list.openFiles}
              </Button>
            </FileTrigger>
          </>
        )}
      </div>
      <div className="grid-place">
        <RegistryGrid {...pages} />
        <NothingListed {...pages} filtered={hasFilters(filters)} />
      </div>
    </>
  );
}

interface NothingListedProps extends PagesState {
  readonly reload: () => void;
  readonly filtered: boolean;
}

/** Says why the list is empty, and offers the way out. */
function NothingListed({ total, problem, reload, filtered }: NothingListedProps) {
  const { list } = deviceMessages;
  if (problem !== '')
    return (
      <div className="nothing" role="alert">
        <CloudOff aria-hidden size={56} strokeWidth={1.2} />
        <p>{visibleText(problem)}</p>
        <Button className="button" onPress={reload}>
          {messages.retry}
        </Button>
      </div>
    );
  if (total === undefined) return <p className="nothing dim">{list.loading}</p>;
  if (total > 0) return null;
  return (
    <div className="nothing">
      <PackageSearch aria-hidden size={56} strokeWidth={1.2} />
      <p>{filtered ? list.noMatch : list.empty}</p>
      <p className="dim">{filtered ? list.noMatchHint : list.emptyHint}</p>
      {filtered ? (
        <Button className="button" onPress={() => devicesState.filter(NO_FILTERS)}>
          {list.clearFilters}
        </Button>
      ) : null}
    </div>
  );
}
