import { useState } from 'react';
import type { DeviceListRow } from '../../../protocol/registry/views';
import { useConsole } from '../../store/console-context';
import { useBusy } from '../../store/use-busy';
import { say } from '../../text/say';
import { visibleText } from '../../text/visible-text';
import { deviceMessages } from '../messages';

const texts = deviceMessages.act.product;

type Product = Pick<DeviceListRow, 'id' | 'type' | 'model' | 'serialNumber' | 'tags'>;

/** The search for the device that materials became. */
export interface ProductSearch {
  readonly typed: string;
  readonly type: (text: string) => void;
  /** Looks the code up as the search box does: tag, serial number or HID. */
  readonly find: (code: string) => void;
  readonly busy: boolean;
  /** All that have the code, to choose one of. */
  readonly found: readonly Product[];
  readonly chosen: Product | null;
  readonly choose: (product: Product | null) => void;
  /** Sentence; empty when there is nothing to say. */
  readonly problem: string;
}

/** @param recovered devices that are taken apart, which are no product of themselves */
export function useProduct(recovered: readonly number[]): ProductSearch {
  const { ask } = useConsole();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly Product[]>([]);
  const [chosen, setChosen] = useState<Product | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, run] = useBusy();
  const show = (products: readonly Product[], sentence: string): void => {
    setFound(products);
    setChosen(products.length === 1 ? (products[0] ?? null) : null);
    setProblem(sentence);
  };
  const find = (text: string): void =>
    run(async () => {
      const code = text.trim();
      setTyped(code);
      if (code === '') return;
      const reply = await ask('registry.lookUp', { code });
      if (!reply.ok || reply.value.devices.length === 0) {
        show([], reply.ok ? say(reply.value.texts) : reply.error.sentence);
        return;
      }
      const others = reply.value.devices.filter((id) => !recovered.includes(id));
      if (others.length === 0) {
        show([], texts.itself({ code: visibleText(code) }));
        return;
      }
      const pages = await Promise.all(others.map((device) => ask('registry.device', { device })));
      const products = pages.flatMap((page) => (page.ok && page.value !== null ? [page.value] : []));
      const refused = pages.find((page) => !page.ok);
      show(products, refused?.ok === false ? refused.error.sentence : '');
    });
  return { typed, type: setTyped, find, busy, found, chosen, choose: setChosen, problem };
}
