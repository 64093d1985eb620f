import { Hourglass, Printer, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ComponentView, DevicePage, OpenSnapshotView } from '../../../protocol/registry/views';
import { isA } from '../../../protocol/registry/type-trees';
import { formatCount } from '../../text/format';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { DeviceLinkButton } from './DeviceLinkButton';
import { devicesState } from '../list/devices-state';
import { dayOf, whenOf } from '../format';
import { deviceMessages } from '../messages';
import { OpenSnapshot } from './OpenSnapshot';
import { PhotoStrip } from './PhotoStrip';
import { labelsOf } from '../list/SelectionBar';
import { propertyName, propertyText, typeName } from '../labels';

const texts = deviceMessages.page;

/** What it is, what is in it, how it looks and where it was seen. */
export function DeviceSummary({ page }: { readonly page: DevicePage }) {
  const component = isA(page.type, 'Component');
  return (
    <div className="overview-columns">
      <div className="overview-main">
        {page.openSnapshots.map((open) => (
          <Waiting key={open.id} open={open} />
        ))}
        {component ? null : <PhotoStrip page={page} />}
        {component ? <Inside page={page} /> : <Components page={page} />}
      </div>
      <div className="overview-side">
        <Facts page={page} />
        <Scans page={page} />
      </div>
    </div>
  );
}

function Card({ title, children, side }: { readonly title: string; readonly children: ReactNode; readonly side?: ReactNode }) {
  return (
    <section className="device-card card" aria-label={title}>
      <div className="card-head">
        <h3>{title}</h3>
        <span className="grow" />
        {side}
      </div>
      {children}
    </section>
  );
}

function Waiting({ open }: { readonly open: OpenSnapshotView }) {
  return (
    <section className={`device-card card waiting${open.stalled ? ' stalled' : ''}`} aria-label={texts.open}>
      <div className="card-head">
        {open.stalled ? <TriangleAlert aria-hidden size={24} /> : <Hourglass aria-hidden size={24} />}
        <h3>{open.stalled ? texts.stalled : texts.open}</h3>
        <span>
          {open.stalled ? texts.stalledHelp({ when: whenOf(open.lastEventAt) }) : texts.openSince({ when: whenOf(open.since) })}
        </span>
        <span className="grow" />
        <Button className="button" onPress={() => devicesState.show({ kind: 'closeSnapshot', open })}>
          {deviceMessages.closing.action}
        </Button>
      </div>
      <OpenSnapshot open={open} />
    </section>
  );
}

function Components({ page }: { readonly page: DevicePage }) {
  const { components } = page;
  return (
    <Card title={texts.components({ count: components.length })}>
      {components.length === 0 ? (
        <p className="dim">{texts.noComponents}</p>
      ) : (
        <table className="parts">
          <tbody>
            {components.map((part) => (
              <tr key={part.id}>
                <th scope="row">
                  <DeviceLinkButton device={part} />
                </th>
                <td className="dim">{typeName(part.type)}</td>
                <td>
                  <bdi>{mainProperties(part)}</bdi>
                </td>
                <td>{part.serialNumber === null ? null : <Outside text={part.serialNumber} mono />}</td>
                <td className="dim">{part.since === null ? null : texts.since({ when: dayOf(part.since) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const DISTINGUISHING: readonly string[] = [
  'size',
  'memory',
  'speed',
  'cores',
  'threads',
  'interface',
  'format',
  'slots',
  'wireless',
];

/** What distinguishes one part from another of its kind, in short. */
function mainProperties({ type, properties }: ComponentView): string {
  return DISTINGUISHING.flatMap((name) => {
    const value = properties[name];
    if (value === undefined || value === false) return [];
    if (value === true) return [propertyName(name)];
    const isAmount = name === 'cores' || name === 'threads' || name === 'slots';
    return [
      isAmount && typeof value === 'number' ? deviceMessages.amounts[name]({ count: value }) : propertyText(type, name, value),
    ];
  })
    .slice(0, 4)
    .join(' · ');
}

function Inside({ page }: { readonly page: DevicePage }) {
  return (
    <Card title={texts.inside}>
      {page.parent === null ? <p className="dim">{texts.inNothing}</p> : <DeviceLinkButton device={page.parent} />}
      {page.parent?.serialNumber === undefined || page.parent.serialNumber === null ? null : (
        <p>
          <Outside text={page.parent.serialNumber} mono />
        </p>
      )}
    </Card>
  );
}

function Facts({ page }: { readonly page: DevicePage }) {
  const { owner, possessor, tags } = page;
  const labels = labelsOf(page);
  return (
    <section className="device-card card" aria-label={texts.properties}>
      <dl className="facts">
        <Fact name={texts.tags}>
          {tags.length === 0 ? (
            <span className="dim">{texts.noTag}</span>
          ) : (
            <span className="tag-list">
              {tags.map((tag) => (
                <span key={tag} className="tag-chip">
                  <Outside text={tag} mono />
                </span>
              ))}
              <Button
                className="button icon plain small"
                aria-label={deviceMessages.list.labels({ count: labels.length })}
                onPress={() => devicesState.show({ kind: 'labels', tags: labels })}
              >
                <Printer aria-hidden size={18} />
              </Button>
            </span>
          )}
        </Fact>
        <Fact name={texts.owner}>{owner === null ? texts.ownHouse : visibleText(owner.name)}</Fact>
        {possessor === null ? null : <Fact name={texts.possessor}>{visibleText(possessor.name)}</Fact>}
        <Fact name={texts.hid}>
          {page.hid === null ? <span className="dim">{deviceMessages.none}</span> : <Outside text={page.hid} mono />}
        </Fact>
        <Fact name={texts.registered}>{whenOf(page.created)}</Fact>
        {Object.entries(page.properties).map(([name, value]) => (
          <Fact key={name} name={propertyName(visibleText(name))}>
            {typeof value === 'string' ? <Outside text={value} /> : propertyText(page.type, name, value)}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Scans({ page }: { readonly page: DevicePage }) {
  const { scans } = page;
  return (
    <Card title={texts.scans} side={scans.length === 0 ? null : <span className="dim">{formatCount(scans.length)}</span>}>
      {scans.length === 0 ? (
        <p className="dim">{texts.noScans}</p>
      ) : (
        <ul className="scans">
          {scans.map((scan) => (
            <li key={scan.snapshot}>
              <b>
                <Outside text={scan.operation} mono />
              </b>
              <span className="dim">{whenOf(scan.at)}</span>
              <span className={scan.added + scan.removed > 0 ? 'changed' : 'dim'}>{changeText(scan)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What a scan found changed: parts that came, parts that went. */
function changeText({ added, removed }: { readonly added: number; readonly removed: number }): string {
  const { none, added: came, removed: went, both } = texts.scanChange;
  if (added === 0 && removed === 0) return none;
  if (removed === 0) return came({ added });
  return added === 0 ? went({ removed }) : both({ added, removed });
}
