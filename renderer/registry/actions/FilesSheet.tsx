import { ArrowRight, FileCheck, FileWarning, FileX, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { MAX_FILE_CHARACTERS } from '../../../protocol/device-acts';
import type { FileAnswer } from '../../../protocol/registry-commands';
import { text as textOf } from '../../../protocol/texts/text';
import type { Ask } from '../../console-api';
import { Sheet } from '../../ui/Sheet';
import { useConsole } from '../../store/console-context';
import { Outside } from '../../text/Outside';
import { say } from '../../text/say';
import { visibleText } from '../../text/visible-text';
import { devicesState } from '../list/devices-state';
import { deviceMessages } from '../messages';
import './files-sheet.css';

const texts = deviceMessages.files;

/** How a file was answered, or why it was not given; in words where it is shown, for the language may change. */
type Answered = Omit<FileAnswer, 'texts'> & { readonly words: () => string };

/** Gives files to the registry, one after the other, and shows how each was answered. */
export function FilesSheet({ files, onClose }: { readonly files: readonly File[]; readonly onClose: () => void }) {
  const { ask } = useConsole();
  const [answers, setAnswers] = useState<readonly Answered[]>([]);
  useEffect(() => {
    let current = true;
    const submitAll = async (): Promise<void> => {
      for (const file of files) {
        if (!current) return;
        const answer = await submit(ask, file);
        if (current) setAnswers((before) => [...before, answer]);
      }
    };
    // Not at once: in development an effect runs twice, and a file is to be given once.
    const timer = window.setTimeout(() => void submitAll(), 0);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [ask, files]);
  const accepted = answers.filter((answer) => answer.accepted).length;
  const waiting = files[answers.length];
  return (
    <Sheet
      title={texts.title}
      subtitle={<b>{texts.summary({ accepted, refused: answers.length - accepted })}</b>}
      onClose={onClose}
      footer={
        <>
          <span className="dim">{texts.lead}</span>
          <span className="grow" />
          <Button className="button big primary" onPress={onClose}>
            {texts.done}
          </Button>
        </>
      }
    >
      <ul className="file-answers" aria-live="polite">
        {answers.map((answer, index) => (
          // Two files may have one name, and the list only grows.
          <Answer key={index} answer={answer} />
        ))}
        {waiting === undefined ? null : (
          <li className="file-answer busy">
            <LoaderCircle aria-hidden size={28} />
            <p>{texts.working({ name: visibleText(waiting.name) })}</p>
          </li>
        )}
      </ul>
    </Sheet>
  );
}

function Answer({ answer }: { readonly answer: Answered }) {
  const { accepted, device, fileName, notUnderstood, words } = answer;
  const Icon = accepted ? (notUnderstood.length > 0 ? FileWarning : FileCheck) : FileX;
  return (
    <li className={`file-answer ${accepted ? 'accepted' : 'refused'}`}>
      <Icon aria-hidden size={28} />
      <div>
        <p className="file-name">
          <b>{accepted ? texts.accepted : texts.refused}</b> <Outside text={fileName} mono />
        </p>
        <p>
          <Outside text={words()} />
        </p>
        {notUnderstood.length === 0 ? null : (
          <details>
            <summary>{texts.notUnderstood({ count: notUnderstood.length })}</summary>
            <ul>
              {notUnderstood
                .map(({ field, reason }) => say(textOf('note.at', { field, why: reason })))
                .map((line) => (
                  <li key={line}>
                    <Outside text={line} />
                  </li>
                ))}
            </ul>
          </details>
        )}
      </div>
      {device === null ? null : (
        <Button className="button" onPress={() => devicesState.open(device)}>
          {texts.show}
          <ArrowRight aria-hidden size={20} />
        </Button>
      )}
    </li>
  );
}

async function submit(ask: Ask, file: File): Promise<Answered> {
  const fileName = file.name.slice(0, 300);
  const refused = (words: () => string): Answered => ({ fileName, accepted: false, words, device: null, notUnderstood: [] });
  if (file.size > MAX_FILE_CHARACTERS) return refused(() => texts.tooLarge({ name: fileName }));
  let text: string;
  try {
    text = await file.text();
  } catch {
    return refused(() => texts.unreadable({ name: fileName }));
  }
  const reply = await ask('registry.submitFile', { fileName, text });
  if (!reply.ok) return refused(() => reply.error.sentence);
  const { texts: said, ...answer } = reply.value;
  return { ...answer, words: () => say(said) };
}
