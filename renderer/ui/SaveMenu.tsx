import { ChevronDown, Download } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useWrite } from '../store/use-write';

/** One kind of file that can be saved here. */
export interface Saving {
  readonly kind: 'pdf' | 'csv' | 'scanLog' | 'evidence';
  /** Undefined: it was refused, and that was told. */
  readonly save: () => Promise<{ readonly path: string | null } | undefined>;
}

/** Saves one of them, and tells where it lies. */
export function useSaving(): readonly [boolean, (saving: Saving) => void] {
  const { notices } = useConsole();
  const [busy, run] = useWrite();
  return [
    busy,
    ({ save }) =>
      run(async () => {
        const saved = await save();
        if (saved !== undefined && saved.path !== null)
          notices.raise('info', messages.files.saved({ path: saved.path }), 'export');
      }),
  ];
}

interface SaveMenuProps {
  readonly savings: readonly Saving[];
  readonly isDisabled: boolean;
  readonly onSave: (saving: Saving) => void;
}

/** What can be taken away of what is on the screen, in one button. The system's dialog asks where to. */
export function SaveMenu({ savings, isDisabled, onSave }: SaveMenuProps) {
  const words = messages.report.save;
  return (
    <MenuTrigger>
      <Button className="button" isDisabled={isDisabled}>
        <Download aria-hidden size={20} />
        {words.title}
        <ChevronDown aria-hidden size={18} />
      </Button>
      <Popover className="popover acts" placement="bottom end">
        <Menu className="menu" aria-label={words.title}>
          {savings.map((saving) => (
            <MenuItem key={saving.kind} id={saving.kind} className="menu-item" onAction={() => onSave(saving)}>
              {words[saving.kind]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
