import { ErrorLine } from '../../ui/ErrorLine';
import { Camera, CameraOff, ImagePlus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { MAX_PICTURES } from '../../../protocol/device-acts';
import type { DevicePage } from '../../../protocol/registry/views';
import { Sheet } from '../../ui/Sheet';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { visibleText } from '../../text/visible-text';
import { ConfirmFooter } from './ConfirmFooter';
import { devicesState } from '../list/devices-state';
import { deviceMessages } from '../messages';
import { MAX_PICTURE_BYTES, readPicture, type ReadPicture } from './read-picture';
import { useFileDrop } from './use-file-drop';
import { DeviceSubtitle } from '../DeviceSubtitle';
import './pictures-sheet.css';

const texts = deviceMessages.pictures;

/** Takes the files of a photobox and stores them as one set of pictures; then they are rated. */
export function PicturesSheet({ page, onClose }: { readonly page: DevicePage; readonly onClose: () => void }) {
  const { ask, hint } = useConsole();
  const [pictures, setPictures] = useState<readonly ReadPicture[]>([]);
  const [problem, setProblem] = useState('');
  const [busy, run] = useWrite();
  const take = (files: readonly File[]): void =>
    run(async () => {
      const { read, problems } = await readAll(files, MAX_PICTURES - pictures.length);
      setPictures([...pictures, ...read]);
      setProblem(problems.join(' '));
    });
  const { target, over } = useFileDrop<HTMLDivElement>(take);
  const store = (): void =>
    run(async () => {
      const sent = pictures.map(({ address: _address, ...picture }) => picture);
      const reply = await ask('registry.addPictures', { device: page.id, pictures: sent });
      if (!reply.ok) {
        setProblem(reply.error.sentence);
        return;
      }
      hint.say(texts.stored({ count: pictures.length }));
      devicesState.show({ kind: 'ratePictures' });
    });
  return (
    <Sheet
      title={texts.title}
      subtitle={<DeviceSubtitle device={page} />}
      shape="tall"
      onClose={onClose}
      footer={
        <ConfirmFooter
          onCancel={onClose}
          onConfirm={store}
          disabled={busy || pictures.length === 0}
          note={
            <p className="dim no-camera grow">
              <CameraOff aria-hidden size={20} />
              {texts.camera}
            </p>
          }
        >
          <Camera aria-hidden size={24} />
          {texts.confirm({ count: pictures.length })}
        </ConfirmFooter>
      }
    >
      <div className="import">
        <ErrorLine text={problem} />
        <div className={over ? 'drop-zone over' : 'drop-zone'} ref={target}>
          <ImagePlus aria-hidden size={40} strokeWidth={1.5} />
          <p>
            <b>{texts.lead}</b>
          </p>
          <p className="dim">{texts.formats}</p>
          <FileTrigger
            allowsMultiple
            acceptedFileTypes={['image/jpeg', 'image/png']}
            onSelect={(files) => take(Array.from(files ?? []))}
          >
            <Button className="button primary">{texts.choose}</Button>
          </FileTrigger>
        </div>
        {pictures.length === 0 ? null : (
          <ul className="import-list">
            {pictures.map((picture) => (
              <li key={picture.address}>
                <img src={picture.address} alt="" />
                <span className="import-name">{visibleText(picture.name)}</span>
                <span className="dim">{texts.orientation[picture.orientation]}</span>
                <Button
                  className="button icon"
                  aria-label={texts.remove({ name: visibleText(picture.name) })}
                  onPress={() => setPictures(pictures.filter((other) => other !== picture))}
                >
                  <X aria-hidden size={20} />
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}

async function readAll(
  files: readonly File[],
  room: number,
): Promise<{ readonly read: readonly ReadPicture[]; readonly problems: readonly string[] }> {
  const read: ReadPicture[] = [];
  const problems = files.length > room ? [texts.tooMany({ most: MAX_PICTURES })] : [];
  for (const file of files.slice(0, room)) {
    const name = visibleText(file.name);
    if (file.size > MAX_PICTURE_BYTES) {
      problems.push(texts.tooLarge({ name }));
      continue;
    }
    const picture = await readPicture(file).catch(() => null);
    if (picture === null) problems.push(texts.notPicture({ name }));
    else read.push(picture);
  }
  return { read, problems };
}
