import type { DevicePage } from '../../../protocol/registry/views';
import { ActSheet } from './ActSheet';
import { CloseSnapshotSheet } from './CloseSnapshotSheet';
import { devicesState, useDevices } from '../list/devices-state';
import { FilesSheet } from './FilesSheet';
import { GradeSheet } from './GradeSheet';
import { LabelsSheet } from './LabelsSheet';
import { PicturesSheet } from './PicturesSheet';
import { RatePicturesSheet } from './RatePicturesSheet';
import { TagSheet } from './TagSheet';
import { WaitingSheet } from './WaitingSheet';

const close = (): void => devicesState.show(null);

/** The sheets that need no device's page. */
export function DeviceSheets() {
  const sheet = useDevices((state) => state.sheet);
  switch (sheet?.kind) {
    case 'act':
      return <ActSheet act={sheet.act} devices={sheet.devices} onClose={close} />;
    case 'files':
      return <FilesSheet files={sheet.files} onClose={close} />;
    case 'labels':
      return <LabelsSheet labels={sheet.tags} onClose={close} />;
    case 'closeSnapshot':
      return <CloseSnapshotSheet open={sheet.open} onClose={close} />;
    case 'waiting':
      return <WaitingSheet onClose={close} />;
    default:
      return null;
  }
}

/** The sheets of one device's page. */
export function PageSheets({ page }: { readonly page: DevicePage }) {
  const sheet = useDevices((state) => state.sheet);
  switch (sheet?.kind) {
    case 'grade':
      return <GradeSheet page={page} onClose={close} />;
    case 'pictures':
      return <PicturesSheet page={page} onClose={close} />;
    case 'ratePictures':
      return <RatePicturesSheet page={page} onClose={close} />;
    case 'tag':
      return <TagSheet page={page} onClose={close} />;
    default:
      return null;
  }
}
