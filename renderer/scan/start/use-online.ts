import { useQuery } from '@tanstack/react-query';
import type { Online } from '../../../protocol/ipc';
import { answerKey, type Known } from '../../server-state/known';
import { useFacts } from '../../store/console-context';
import type { Expected } from './expected';

/** Of a longer list nobody reads who is missing; it is counted only. */
const MAX_NAMED = 2_000;

/** Which of the devices are there, asked again when an agent comes or goes; undefined until that is known, and where there is no list. */
export function useOnline(expected: Expected | undefined): Online | undefined {
  const agents = useFacts(({ connections }) => connections.agentsPresent);
  const serials = expected?.serials ?? [];
  const enabled = serials.length > 0 && serials.length <= MAX_NAMED;
  const list = JSON.stringify(serials);
  const { data } = useQuery<Known<Online>>({
    queryKey: answerKey('scan.online', { serials: [...serials] }, [agents, list]),
    enabled,
    // The answer of before stays while the next is on its way, of the same list only.
    placeholderData: (before, query) => (query?.queryKey[4] === list ? before : undefined),
  });
  return enabled ? data?.last : undefined;
}
