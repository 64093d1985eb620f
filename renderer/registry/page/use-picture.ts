import { useEffect, useState } from 'react';
import { useConsole } from '../../store/console-context';

/** Pictures kept in memory, the one shown longest ago goes first. */
const KEPT = 40;
const kept = new Map<string, string>();

/** A picture as an address for `img`; undefined while it is read, null when there is none. */
export function usePicture(image: string): string | null | undefined {
  const { ask } = useConsole();
  const [read, setRead] = useState<{ readonly image: string; readonly address: string | null }>();
  useEffect(() => {
    if (kept.has(image)) return undefined;
    let current = true;
    const load = async (): Promise<void> => {
      const reply = await ask('registry.image', { image });
      const address =
        reply.ok && reply.value !== null
          ? `data:image/${reply.value.fileFormat === 'jpg' ? 'jpeg' : 'png'};base64,${reply.value.content}`
          : null;
      if (address !== null) keep(image, address);
      if (current) setRead({ image, address });
    };
    void load();
    return () => {
      current = false;
    };
  }, [ask, image]);
  return kept.get(image) ?? (read?.image === image ? read.address : undefined);
}

function keep(image: string, address: string): void {
  kept.set(image, address);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}
