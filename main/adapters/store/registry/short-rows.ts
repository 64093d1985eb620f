import { serialKeySql } from './serial-key';
import { typeCodeSql } from './type-codes';
import { uuidKeySql } from './uuid-key';

const DEVICE_COLUMNS =
  'id, type, is_component, hid, manufacturer, model, serial_number, parent, created, updated, standing, trading, physical, rating, price';

/**
 * The registry's rows in less room: types, events and properties by number, a UUID as its bytes, and no index that another one
 * makes up for. The words of components have no index of their beginnings: most are numbers of which each is there once.
 */
export const SHORT_ROWS = `
  -- What devices have beyond the columns, each once: many are of one model.
  create table registry_properties (
    id integer primary key,
    body text not null unique
  ) strict;
  insert into registry_properties (body) select distinct properties from registry_device;

  -- Serial numbers in small letters and digits only, so that a MAC address is found however it is written.
  create table registry_serial (
    key any not null,
    device integer not null,
    primary key (key, device)
  ) strict, without rowid;
  insert into registry_serial (key, device) select ${serialKeySql('serial_key')}, id from registry_device where serial_key is not null;

  create table registry_device_short (
    id integer primary key,
    type integer not null,
    is_component integer not null,
    hid text,
    manufacturer text,
    model text,
    serial_number text,
    parent integer,
    created integer not null,
    updated integer not null,
    -- Null where nothing ever happened to it.
    standing text,
    trading text,
    physical text,
    rating real,
    price real,
    properties_id integer not null references registry_properties (id)
  ) strict;
  insert into registry_device_short
    select ${DEVICE_COLUMNS.replace(' type,', ` ${typeCodeSql('type')},`)},
      (select p.id from registry_properties p where p.body = d.properties)
    from registry_device d order by d.id;
  drop table registry_device;
  alter table registry_device_short rename to registry_device;
  create unique index registry_device_hid on registry_device (hid) where hid is not null;
  create index registry_device_parent on registry_device (parent) where parent is not null;
  -- Lists walk one of these and look at the rows of one page only.
  create index registry_device_list_id on registry_device (id, type, trading, physical, rating, model) where is_component = 0;
  create index registry_device_list_updated on registry_device (updated, id, type, trading, physical, rating, model)
    where is_component = 0;
  create index registry_device_list_rating on registry_device (rating, id, type, trading, physical, model) where is_component = 0;
  create index registry_device_list_price on registry_device (price, id, type, trading, physical, rating, model)
    where is_component = 0;
  create index registry_device_list_model on registry_device (model, id, type, trading, physical, rating) where is_component = 0;
  create index registry_component_list_id on registry_device (type, id) where is_component = 1;
  create index registry_component_list_updated on registry_device (type, updated, id) where is_component = 1;
  create index registry_component_list_model on registry_device (type, model, id) where is_component = 1;
  create view registry_device_whole as
    select ${DEVICE_COLUMNS}, (select p.body from registry_properties p where p.id = properties_id) as properties
    from registry_device;

  -- When a stay began and ended is told by its events.
  create table registry_placement_short (
    component integer not null,
    since_event integer not null,
    parent integer not null,
    until_event integer,
    primary key (component, since_event)
  ) strict, without rowid;
  insert into registry_placement_short
    select p.component, b.seq, p.parent, (select u.seq from registry_event u where u.id = p.until_event)
    from registry_placement p join registry_event b on b.id = p.since_event order by p.component, b.seq;
  drop table registry_placement;
  alter table registry_placement_short rename to registry_placement;
  -- Stays that go on are found by the parent of the component.
  create index registry_placement_ended on registry_placement (parent) where until_event is not null;

  create table registry_event_short (
    seq integer primary key,
    id text not null unique,
    type text not null,
    created integer not null,
    snapshot integer,
    snapshot_uuid any,
    -- The first device that it is about.
    device integer,
    operation text,
    closed integer not null,
    body text not null
  ) strict;
  insert into registry_event_short
    select seq, id, type, created, snapshot, ${uuidKeySql('snapshot_uuid')}, device, operation, closed, body
    from registry_event order by seq;
  drop table registry_event;
  alter table registry_event_short rename to registry_event;
  create index registry_event_snapshot on registry_event (snapshot, seq) where snapshot is not null;
  create unique index registry_event_snapshot_uuid on registry_event (snapshot_uuid) where snapshot_uuid is not null;
  create index registry_event_open on registry_event (device, seq) where closed = 0;

  create view registry_stay as
    select p.component, p.since_event as since_seq, p.parent, p.until_event as until_seq, b.created as since, b.id as since_event,
      u.created as until, u.id as until_event, u.operation as until_operation
    from registry_placement p join registry_event b on b.seq = p.since_event left join registry_event u on u.seq = p.until_event;

  drop table registry_component_words;
  create virtual table registry_component_words using fts5 (words, content = '', contentless_delete = 1);
  insert into registry_component_words (rowid, words)
    select id, concat_ws(' ', model, manufacturer, serial_number, hid, (
      select group_concat(concat_ws(' ', t.id, t.secondary), ' ' order by t.id) from registry_tag t where t.device = d.id))
    from registry_device d where is_component = 1 order by id;

  create table registry_submission_short (
    seq integer primary key,
    id any not null,
    at integer not null,
    -- What was asked, as it came, and the SHA-256 of it.
    command text not null,
    command_hash text not null,
    source text not null,
    settings integer not null references registry_settings (id),
    accepted integer not null,
    -- True for one that was accepted before under the same uuid; it changed nothing.
    repeated integer not null,
    uuid any,
    answer text not null
  ) strict;
  insert into registry_submission_short
    select seq, ${uuidKeySql('id')}, at, command, command_hash, source, settings, accepted, repeated, ${uuidKeySql('uuid')}, answer
    from registry_submission order by seq;
  drop table registry_submission;
  alter table registry_submission_short rename to registry_submission;
  create unique index registry_submission_uuid on registry_submission (uuid)
    where uuid is not null and accepted = 1 and repeated = 0;
`;
