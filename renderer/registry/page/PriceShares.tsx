import { Tag } from 'lucide-react';
import type { PriceView } from '../../../protocol/registry/views';
import { moneyText, percentText, whenOf } from '../format';
import { listed } from '../../text/listed';
import { deviceMessages } from '../messages';
import './price-shares.css';

const texts = deviceMessages.price;
const ROLES = ['refurbisher', 'retailer', 'platform'] as const;

/** The price, and who gets what of it. */
export function PriceShares({ price }: { readonly price: PriceView | null }) {
  return (
    <section className="device-card card" aria-label={texts.title}>
      <div className="card-head">
        <h3>{texts.title}</h3>
        <span className="dim">{price === null ? null : madeBy(price)}</span>
      </div>
      {price === null ? (
        <div className="unrated">
          <Tag aria-hidden size={40} strokeWidth={1.4} />
          <p>
            <b>{texts.none}</b>
          </p>
          <p className="dim">{texts.noneHint}</p>
        </div>
      ) : (
        <>
          <p className="price-large">{moneyText(price.amount, price.currency)}</p>
          {price.shares === null ? null : <Shares shares={price.shares} price={price} />}
        </>
      )}
    </section>
  );
}

function madeBy({ software, version, at }: PriceView): string {
  const who = software === null || version === null ? texts.set : texts.computed({ software, version });
  return listed([who, whenOf(at)]);
}

function Shares({ shares, price }: { readonly shares: NonNullable<PriceView['shares']>; readonly price: PriceView }) {
  const { currency } = price;
  const warranty = shares.warranty2;
  return (
    <>
      <div className="share-bar" aria-hidden>
        {ROLES.map((role) => (
          <span key={role} className={`share ${role}`} style={{ flexGrow: shares[role].standard.amount }}>
            {percentText(shares[role].standard.percentage)}
          </span>
        ))}
      </div>
      <table className="shares">
        <caption className="hidden-text">{texts.asText}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.who}</th>
            <th scope="col" className="figure">
              {texts.standard}
            </th>
            <th scope="col" className="figure">
              {texts.warranty}
            </th>
          </tr>
        </thead>
        <tbody>
          {ROLES.map((role) => {
            const { standard, warranty2 } = shares[role];
            return (
              <tr key={role}>
                <th scope="row">
                  <span className={`share-key ${role}`} aria-hidden />
                  {texts[role]}
                </th>
                <td className="figure">
                  {moneyText(standard.amount, currency)} <span className="dim">{percentText(standard.percentage)}</span>
                </td>
                <td className="figure">
                  {warranty2 === null ? (
                    deviceMessages.none
                  ) : (
                    <>
                      {moneyText(warranty2.amount, currency)} <span className="dim">{percentText(warranty2.percentage)}</span>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.total}</th>
            <td className="figure">{moneyText(price.amount, currency)}</td>
            <td className="figure">{warranty === null ? deviceMessages.none : moneyText(warranty, currency)}</td>
          </tr>
        </tfoot>
      </table>
      {warranty === null ? <p className="dim">{texts.noWarranty}</p> : null}
    </>
  );
}
