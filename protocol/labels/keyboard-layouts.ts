/**
 * What a scanner that types as on an American keyboard comes to on another one: the same keys, row by row, without and with Shift.
 * A key that gives nothing by itself (a dead accent) stands as the accent.
 */
const AMERICAN = ["`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./", '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'] as const;

const LAYOUTS = {
  German: ['^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-', '°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_'],
  Swiss: ["§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-", '°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_'],
  French: ['²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!', '²1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§'],
  Belgian: ['²&é"\'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:=', '³1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+'],
  Italian: ["\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-", '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_'],
  Spanish: ["º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-", 'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_'],
  Portuguese: ["\\1234567890'«qwertyuiop+´~asdfghjklçºzxcvbnm,.-", '|!"#$%&/()=?»QWERTYUIOP*`^ASDFGHJKLÇªZXCVBNM;:_'],
  Nordic: ["§1234567890+´qwertyuiopå¨'asdfghjklöäzxcvbnm,.-", '½!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_'],
  Czech: [';+ěščřžýáíé=´qwertzuiopú)¨asdfghjklů§yxcvbnm,.-', '°1234567890%ˇQWERTZUIOP/(\'ASDFGHJKL"!YXCVBNM?:_'],
  Hungarian: ['0123456789öüóqwertzuiopőúűasdfghjkléáyxcvbnm,.-', '§\'"+!%/=()ÖÜÓQWERTZUIOPŐÚŰASDFGHJKLÉÁYXCVBNM?:_'],
  Turkish: ['"1234567890*-qwertyuıopğü,asdfghjklşizxcvbnmöç.', "é!'^+%&/()=?_QWERTYUIOPĞÜ;ASDFGHJKLŞİZXCVBNMÖÇ:"],
} as const satisfies Record<string, readonly [string, string]>;

type Layout = {
  readonly name: string;
  readonly typed: ReadonlyMap<string, string>;
  readonly otherShift: ReadonlyMap<string, string>;
};

const LAYOUT_LIST: readonly Layout[] = Object.entries(LAYOUTS).map(([name, [plain, shifted]]) => ({
  name,
  typed: new Map([...pairs(AMERICAN[0], plain), ...pairs(AMERICAN[1], shifted)]),
  otherShift: new Map([...pairs(AMERICAN[0], shifted), ...pairs(AMERICAN[1], plain)]),
}));

function pairs(from: string, to: string): (readonly [string, string])[] {
  const target = Array.from(to);
  return Array.from(from, (char, index) => [char, target[index] ?? char] as const);
}

/** What a code becomes on a computer with another keyboard layout, with and without Caps Lock, by the layout's name. */
export function typedElsewhere(code: string): { readonly layout: string; readonly text: string }[] {
  const type = (keys: ReadonlyMap<string, string>): string => Array.from(code, (char) => keys.get(char) ?? char).join('');
  return LAYOUT_LIST.flatMap(({ name, typed, otherShift }) => [
    { layout: name, text: type(typed) },
    { layout: name, text: type(otherShift) },
  ]).filter(({ text }) => text !== code);
}
