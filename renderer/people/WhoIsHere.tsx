import { LogOut, UserRound } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { messages } from '../messages';
import { useAct } from '../store/acts';
import { useConsole, useFacts } from '../store/console-context';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';

/** Who is signed in, with the way out; nothing where nobody has to sign in. */
export function WhoIsHere() {
  const { askOrTell } = useConsole();
  const person = useFacts(({ signIn }) => signIn.person);
  const signOut = (): void => void askOrTell('person.signOut', {});
  useAct('signOut', messages.people.signOut, signOut, { offered: person !== null });
  if (person === null) return null;
  return (
    <MenuTrigger>
      <Button className="state press who">
        <UserRound aria-hidden />
        <span title={visibleText(person.name)}>
          <span className="state-name">{messages.people.roles[person.role]}</span>{' '}
          <b>
            <Outside text={person.name} />
          </b>
        </span>
      </Button>
      <Popover className="popover">
        <Menu className="menu" onAction={signOut}>
          <MenuItem className="menu-item" id="signOut">
            <LogOut aria-hidden size={20} />
            {messages.people.signOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
