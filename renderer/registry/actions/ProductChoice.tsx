import { ErrorLine } from '../../ui/ErrorLine';
import { Search } from 'lucide-react';
import { Button, Form, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { Outside } from '../../text/Outside';
import { DeviceIcon } from '../page/DeviceIcon';
import { deviceMessages } from '../messages';
import type { ProductSearch } from './use-product';
import { deviceName } from '../labels';

const texts = deviceMessages.act.product;
const NONE = '';

/** Names the device that the materials became: its label is scanned or typed. May stay open. */
export function ProductChoice({ search }: { readonly search: ProductSearch }) {
  const { typed, found, chosen } = search;
  return (
    <div className="product-choice">
      <Form
        className="product-search"
        onSubmit={(event) => {
          event.preventDefault();
          search.find(typed);
        }}
      >
        <TextField className="field" value={typed} onChange={search.type}>
          <Label>{texts.field}</Label>
          <Input className="input mono" maxLength={200} spellCheck={false} autoComplete="off" />
          <Text slot="description" className="field-help">
            {texts.help}
          </Text>
        </TextField>
        <Button type="submit" className="button" isDisabled={search.busy || typed.trim() === ''}>
          <Search aria-hidden size={20} />
          {texts.find}
        </Button>
      </Form>
      <ErrorLine text={search.problem} />
      {found.length === 0 ? null : (
        <RadioGroup
          className="field"
          value={chosen === null ? NONE : String(chosen.id)}
          onChange={(id) => search.choose(found.find((product) => String(product.id) === id) ?? null)}
        >
          <Label>{texts.chosen}</Label>
          <div className="choices agents-list">
            <Radio className="choice" value={NONE}>
              <span className="dot" aria-hidden />
              <span className="dim">{texts.none}</span>
            </Radio>
            {found.map((product) => (
              <Radio key={product.id} className="choice" value={String(product.id)}>
                <span className="dot" aria-hidden />
                <DeviceIcon type={product.type} size={20} />
                <bdi>{deviceName(product)}</bdi>
                <span className="grow" />
                {product.serialNumber === null ? null : <Outside text={product.serialNumber} mono />}
              </Radio>
            ))}
          </div>
        </RadioGroup>
      )}
    </div>
  );
}
