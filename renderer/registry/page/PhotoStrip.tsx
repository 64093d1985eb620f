import { ChevronLeft, ChevronRight, CircleDashed, ImageOff, ImagePlus, Star } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Button } from 'react-aria-components';
import type { DevicePage, PhotoView } from '../../../protocol/registry/views';
import { Sheet } from '../../ui/Sheet';
import { visibleText } from '../../text/visible-text';
import { devicesState } from '../list/devices-state';
import { numberText } from '../format';
import { deviceMessages } from '../messages';
import { usePicture } from './use-picture';
import './photo-strip.css';

const texts = deviceMessages.page;

/** The pictures of a device in a row; pressing one shows it large. */
export function PhotoStrip({ page }: { readonly page: DevicePage }) {
  const [shown, setShown] = useState<number | null>(null);
  const { photos } = page;
  const unrated = photos.filter(({ rating }) => rating === null).length;
  return (
    <section className="device-card card" aria-label={texts.photos}>
      <div className="card-head">
        <h3>{texts.photos}</h3>
        {photos.length === 0 ? <span className="dim">{texts.noPhotos}</span> : null}
        <span className="grow" />
        {photos.length > 0 ? (
          <Button className="button" onPress={() => devicesState.show({ kind: 'ratePictures' })}>
            <Star aria-hidden size={20} />
            {texts.ratePhotos({ count: unrated === 0 ? photos.length : unrated })}
          </Button>
        ) : null}
        <Button className="button" onPress={() => devicesState.show({ kind: 'pictures' })}>
          <ImagePlus aria-hidden size={20} />
          {texts.addPhotos}
        </Button>
      </div>
      {photos.length === 0 ? null : (
        <ul className="photo-strip">
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <Button
                className="photo"
                aria-label={texts.openPhoto({ name: visibleText(photo.name) })}
                onPress={() => setShown(index)}
              >
                <Picture photo={photo} />
                <PhotoRating photo={photo} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {shown === null ? null : <PhotoViewer photos={photos} at={shown} onMove={setShown} onClose={() => setShown(null)} />}
    </section>
  );
}

function PhotoRating({ photo: { rating } }: { readonly photo: PhotoView }) {
  return (
    <span className={`photo-rating${rating === null ? ' none' : ''}`}>
      {rating === null ? <CircleDashed aria-hidden size={16} /> : <Star aria-hidden size={16} />}
      {rating === null ? texts.photoUnrated : numberText(rating)}
    </span>
  );
}

/** One picture, or a word why there is none. */
export function Picture({ photo }: { readonly photo: Pick<PhotoView, 'id' | 'name'> }) {
  const address = usePicture(photo.id);
  if (address === undefined) return <span className="photo-wait" aria-hidden />;
  if (address === null)
    return (
      <span className="photo-gone">
        <ImageOff aria-hidden size={28} />
        {texts.photoGone}
      </span>
    );
  return <img src={address} alt={visibleText(photo.name)} />;
}

interface PhotoViewerProps {
  readonly photos: readonly PhotoView[];
  readonly at: number;
  readonly onMove: (to: number) => void;
  readonly onClose: () => void;
}

function PhotoViewer({ photos, at, onMove, onClose }: PhotoViewerProps) {
  const photo = photos[at];
  if (photo === undefined) return null;
  const move = (by: number): void => onMove(Math.max(0, Math.min(photos.length - 1, at + by)));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') move(-1);
    if (event.key === 'ArrowRight') move(1);
  };
  return (
    <Sheet
      title={visibleText(photo.name)}
      subtitle={<span className="dim">{texts.photoOf({ index: at + 1, count: photos.length })}</span>}
      shape="tall"
      onClose={onClose}
      footer={
        <>
          <Button className="button" isDisabled={at === 0} onPress={() => move(-1)}>
            <ChevronLeft aria-hidden size={20} />
            {texts.previous}
          </Button>
          <span className="grow photo-said">
            {photo.rating === null ? texts.photoUnrated : texts.photoRating({ rating: numberText(photo.rating) })}
          </span>
          <Button className="button" isDisabled={at === photos.length - 1} onPress={() => move(1)}>
            {texts.next}
            <ChevronRight aria-hidden size={20} />
          </Button>
        </>
      }
    >
      {/* Arrow keys work wherever the focus is in the sheet. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="photo-large" onKeyDown={onKeyDown}>
        <Picture photo={photo} />
      </div>
    </Sheet>
  );
}
