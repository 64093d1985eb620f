import { Volume2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { play } from './play';
import { SIGNALS } from './signal-of';

/** Lets everybody hear what is heard later, as loud as it stands in the form. */
export function SoundTest({ volume }: { readonly volume: number }) {
  return (
    <fieldset className="field sound-test">
      <legend>{messages.settings.sounds.title}</legend>
      <div className="choices">
        {SIGNALS.map((signal) => (
          <Button key={signal} className="button" isDisabled={volume <= 0} onPress={() => play(signal, volume)}>
            <Volume2 aria-hidden size={16} /> {messages.settings.sounds[signal]}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
