/**
 * The tables of the device registry, as the migration makes them. Instants are ms since 1970; a uuid stands for itself in text and is referred
 * to by its row's number. What a record holds beyond the columns is JSON in `body`.
 *
 * `registry_submission` is the truth; all others follow from it and can be made again.
 */
export const REGISTRY_TABLES = `
  create table registry_submission (
    seq integer primary key,
    id text not null unique,
    at integer not null,
    -- What was asked, as it came, and the SHA-256 of it.
    command text not null,
    command_hash text not null,
    source text not null,
    settings integer not null references registry_settings (id),
    accepted integer not null,
    -- True for one that was accepted before under the same uuid; it changed nothing.
    repeated integer not null,
    uuid text,
    answer text not null
  ) strict;
  create unique index registry_submission_uuid on registry_submission (uuid)
    where uuid is not null and accepted = 1 and repeated = 0;

  -- The settings under which submissions were decided, each once.
  create table registry_settings (
    id integer primary key,
    body text not null unique
  ) strict;

  create table registry_device (
    id integer primary key,
    type text not null,
    is_component integer not null,
    hid text unique,
    manufacturer text,
    model text,
    serial_number text,
    -- Serial number in small letters and digits only, so that a MAC address is found however it is written.
    serial_key text,
    parent integer,
    created integer not null,
    updated integer not null,
    -- Null where nothing ever happened to it.
    standing text,
    trading text,
    physical text,
    rating real,
    price real,
    properties text not null
  ) strict;
  create index registry_device_parent on registry_device (parent) where parent is not null;
  create index registry_device_serial on registry_device (serial_key) where serial_key is not null;
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
  create index registry_component_list_all_updated on registry_device (updated, id) where is_component = 1;
  create index registry_component_list_model on registry_device (type, model, id) where is_component = 1;

  -- How many devices of each type there are.
  create table registry_type_count (
    type text primary key,
    devices integer not null
  ) strict, without rowid;

  -- Words by which devices and components are found; rowid is the device.
  create virtual table registry_device_words using fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3'
  );
  create virtual table registry_component_words using fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3'
  );

  create table registry_event (
    seq integer primary key,
    id text not null unique,
    type text not null,
    created integer not null,
    snapshot integer,
    snapshot_uuid text,
    -- The first device that it is about.
    device integer,
    operation text,
    closed integer not null,
    body text not null
  ) strict;
  create index registry_event_snapshot on registry_event (snapshot, seq) where snapshot is not null;
  create unique index registry_event_snapshot_uuid on registry_event (snapshot_uuid) where snapshot_uuid is not null;
  create index registry_event_open on registry_event (device, seq) where closed = 0;

  -- Which devices an event concerns: 0 it is about it, 1 it lists it as component, 2 it is about a component that was in it.
  create table registry_event_device (
    device integer not null,
    event integer not null,
    role integer not null,
    primary key (device, event, role)
  ) strict, without rowid;

  create table registry_placement (
    component integer not null,
    since_event text not null,
    parent integer not null,
    since integer not null,
    until integer,
    until_event text,
    primary key (component, since_event)
  ) strict, without rowid;
  create index registry_placement_parent on registry_placement (parent);
  create unique index registry_placement_now on registry_placement (component) where until is null;

  create table registry_tag (
    id text not null,
    -- Empty for the console's own organisation.
    organization text not null,
    secondary text,
    provider text,
    device integer,
    created integer not null,
    primary key (id, organization)
  ) strict, without rowid;
  create index registry_tag_secondary on registry_tag (secondary) where secondary is not null;
  create index registry_tag_device on registry_tag (device) where device is not null;

  create table registry_agent (
    position integer primary key,
    id text not null unique,
    name text not null,
    body text not null
  ) strict;
  create index registry_agent_name on registry_agent (name);

  create table registry_image (
    position integer primary key,
    id text not null unique,
    image_set text not null,
    device integer not null,
    name text not null,
    file_format text not null,
    orientation text not null,
    bytes blob not null
  ) strict;
  create index registry_image_device on registry_image (device, position);
`;
