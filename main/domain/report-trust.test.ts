import { describe, expect, it } from 'vitest';
import { oneSentenceProblems } from '../../protocol/testing/one-sentence';
import type { KeyCheck } from './ports';
import { replaySentence, trustOf } from './report-trust';

