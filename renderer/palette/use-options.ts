import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { CommandOutput } from '../../protocol/ipc';
import { answerKey, type Known } from '../server-state/known';
import { useActs } from '../store/acts';
import { useConsole } from '../store/console-context';
import { actsFor, MAX_ASKED, serialsOf, shownOf, type OptionGroup } from './options';

/** Main is asked after this pause in the typing, ms. */
const PAUSE_MS = 150;
/** Fewer characters than this fit too much to be asked for. */
const MIN_ASKED = 2;

interface Options {
  readonly groups: readonly OptionGroup[];
  /** Sentence of main, where it could not say. */
  readonly problem: string;
}

/** Everything that fits what was typed: acts and serial numbers at once, operations and devices of the registry as main answers. */
export function useOptions(query: string): Options {
  const { rows } = useConsole();
  const acts = useActs();
  const text = query.trim();
  const findSerials = useMemo(() => serialsOf(rows), [rows]);
  const asked = useAfterPause(text);
  const enabled = asked.length >= MIN_ASKED && text.length >= MIN_ASKED;
  const operations = useQuery<Known<CommandOutput<'history.search'>>>({
    queryKey: answerKey('history.search', { text: asked, reason: null, from: null, to: null, before: null, limit: MAX_ASKED }),
    enabled,
    placeholderData: keepPreviousData,
  });
  const devices = useQuery<Known<CommandOutput<'registry.devices'>>>({
    queryKey: answerKey('registry.devices', { text: asked, sort: 'updated', descending: true, offset: 0, limit: MAX_ASKED }),
    enabled,
    placeholderData: keepPreviousData,
  });
  const groups = useMemo(() => {
    const fitting = actsFor(acts, text);
    const lines = enabled ? (operations.data?.last?.operations ?? []) : [];
    const found = enabled ? devices.data?.last : undefined;
    const all: readonly OptionGroup[] = [
      { kind: 'act', options: fitting, total: fitting.length },
      findSerials(text),
      {
        kind: 'operation',
        options: lines.map((line) => ({ kind: 'operation', key: `operation ${line.position}`, line })),
        total: lines.length,
      },
      {
        kind: 'device',
        options: (found?.rows ?? []).map((device) => ({ kind: 'device', key: `device ${device.id}`, device })),
        total: found?.total ?? 0,
      },
    ];
    return shownOf(all);
  }, [acts, text, findSerials, enabled, operations.data, devices.data]);
  return { groups, problem: enabled ? operations.data?.problem || devices.data?.problem || '' : '' };
}

function useAfterPause(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
