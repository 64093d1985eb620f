/** A picture that a person gave, ready to be sent. */
export interface ReadPicture {
  readonly name: string;
  readonly fileFormat: 'jpg' | 'png';
  readonly orientation: 'Vertical' | 'Horizontal';
  /** Base64. */
  readonly content: string;
  /** For `img`. */
  readonly address: string;
}

/** 16 MiB, as the registry takes them. */
export const MAX_PICTURE_BYTES = 16 * 1024 * 1024;

/** Reads a file as a picture: what it is, is read from its first bytes and not by its name; null for what is none. */
export async function readPicture(file: File): Promise<ReadPicture | null> {
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const fileFormat = formatOf(start);
  if (fileFormat === null) return null;
  const address = await asAddress(new Blob([file], { type: fileFormat === 'jpg' ? 'image/jpeg' : 'image/png' }));
  const size = await sizeOf(address);
  if (size === null) return null;
  const name = file.name.slice(0, 128).trim();
  return {
    name: name === '' ? 'Picture' : name,
    fileFormat,
    orientation: size.height > size.width ? 'Vertical' : 'Horizontal',
    content: address.slice(address.indexOf(',') + 1),
    address,
  };
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

function formatOf(start: Uint8Array): 'jpg' | 'png' | null {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, index) => start[index] === byte);
  if (begins(PNG)) return 'png';
  return begins(JPEG) ? 'jpg' : null;
}

function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(new Error('the picture cannot be read', { cause: reader.error })));
    reader.readAsDataURL(blob);
  });
}

/** In pixels; null for what cannot be shown. */
function sizeOf(address: string): Promise<{ readonly width: number; readonly height: number } | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => resolve({ width: image.naturalWidth, height: image.naturalHeight }));
    image.addEventListener('error', () => resolve(null));
    image.src = address;
  });
}
