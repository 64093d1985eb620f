/** The AsyncAPI 3.0 document of everything that crosses the broker, as the console does it. */

const AMQP_BINDING = '0.3.0';
const SCHEMA_FORMAT = 'application/schema+json;version=draft-07';
/** Messages that go through the broker, by id of `messages.mjs`, and what they are called in the document. */
const ON_BROKER = { 'scan-command': 'scanCommand', hello: 'hello', 'hardware-report': 'hardwareReport' };

/**
 * @param {import('./load-protocol.mjs').Protocol} protocol
 * @param {readonly import('./messages.mjs').WireMessage[]} messages
 * @returns {Record<string, unknown>}
 */
export function asyncApiDocument(protocol, messages) {
  const { topology } = protocol;
  const { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, STRAYS_EXCHANGE, REPORT_QUEUE, replyQueueOf } = topology;
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'BurnIn Console on RabbitMQ',
      version: '1.0.0',
      description:
        'What the console sends and receives through the broker. Readers are tolerant, writers are strict: the schemas here are what we write; docs/wire.md says what we read.',
    },
    defaultContentType: 'application/json',
    servers: {
      broker: {
        host: '{host}:{port}',
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        description: "The plant's RabbitMQ; amqps where it is set up for it.",
        variables: { host: { default: '127.0.0.1' }, port: { default: '5672' } },
        security: [{ $ref: '#/components/securitySchemes/userPassword' }],
      },
    },
    channels: {
      commands: exchange(
        COMMAND_EXCHANGE,
        ['scanCommand'],
        'Every agent binds an exclusive, auto-delete, server-named queue to it.',
      ),
      presence: exchange(PRESENCE_EXCHANGE, ['hello'], 'Agents of the first generation do not know it.'),
      strays: exchange(
        STRAYS_EXCHANGE,
        ['offeredReport', 'claim'],
        'Consoles only: a report of an operation that the console which took it does not know is offered to the others.',
      ),
      reports: queue(REPORT_QUEUE, ['hardwareReport'], 'Work queue of all consoles, declared without arguments.'),
      replies: {
        ...queue(
          replyQueueOf('{consoleId}'),
          ['hardwareReport'],
          'The queue of one console, named in `replyTo` of its commands.',
        ),
        parameters: { consoleId: { description: 'Made up once by each installation of the console.' } },
      },
      agent: {
        ...queue('{agentQueue}', ['scanCommand'], 'The command queue of one agent, as its hello names it.', {
          durable: false,
          exclusive: true,
          autoDelete: true,
        }),
        parameters: { agentQueue: { description: '`queue` of the hello; the broker made the name up.' } },
      },
    },
    operations: {
      askEveryone: operation(
        'send',
        'commands',
        ['scanCommand'],
        'Starts a scan, or rescans devices whose queue is not known (`targets`).',
        {
          mandatory: true,
          deliveryMode: 1,
        },
        true,
      ),
      askOne: operation(
        'send',
        'agent',
        ['scanCommand'],
        'Rescans one device, or asks one that came late.',
        {
          mandatory: true,
          deliveryMode: 1,
        },
        true,
      ),
      takeReply: operation('receive', 'replies', ['hardwareReport'], 'Acknowledged when it is stored durably.', { ack: true }),
      takeReport: operation('receive', 'reports', ['hardwareReport'], 'Answers of agents that ignore `replyTo`.', { ack: true }),
      hearHello: operation('receive', 'presence', ['hello'], 'At connect and reconnect, every 30 s, and once as goodbye.'),
      offerStray: operation('send', 'strays', ['offeredReport'], 'Offers a report of an operation that is not known here.', {
        deliveryMode: 1,
      }),
      takeStray: operation('receive', 'strays', ['offeredReport'], 'A report that another console offers.', { ack: true }),
      claimStray: operation('send', 'strays', ['claim'], 'Says that an offered report is taken.', { deliveryMode: 1 }),
      hearClaim: operation(
        'receive',
        'strays',
        ['claim'],
        'Without a claim within 2 s the report is filed as stale by its offerer.',
        {
          ack: true,
        },
      ),
    },
    components: {
      securitySchemes: { userPassword: { type: 'userPassword' } },
      messages: { ...brokerMessages(protocol, messages), ...strayMessages(topology) },
    },
  };
}

/**
 * @param {import('./load-protocol.mjs').Protocol} protocol
 * @param {readonly import('./messages.mjs').WireMessage[]} messages
 */
function brokerMessages({ v1, toJSONSchema }, messages) {
  // Both or none: a device without a key signs nothing.
  const { properties } = toJSONSchema(v1.ReportSignatureHeaders, { target: 'draft-7' });
  const headers = { headers: { type: 'object', properties } };
  return Object.fromEntries(
    Object.entries(ON_BROKER).map(([id, name]) => {
      const message = messages.find((one) => one.id === id);
      if (message === undefined) throw new Error(`there is no message ${id}`);
      const { title, summary, example } = message;
      const payload = { schemaFormat: SCHEMA_FORMAT, schema: { $ref: `./schemas/${id}.json` } };
      const entry = {
        name,
        title,
        summary,
        contentType: 'application/json',
        ...(id === 'hardware-report' ? headers : {}),
        payload,
        examples: [{ name: 'ours', payload: example }],
      };
      // The answer to a command is found by the operation: console and agent both set it.
      return [name, id === 'hello' ? entry : { ...entry, correlationId: { location: '$message.header#/correlationId' } }];
    }),
  );
}

/** @param {import('./load-protocol.mjs').Protocol['topology']} topology */
function strayMessages({ STRAY_FROM_HEADER, STRAY_ID_HEADER, STRAY_CLAIM_HEADER }) {
  const text = (/** @type {string} */ description) => ({ type: 'string', description });
  const from = { [STRAY_FROM_HEADER]: text('Id of the console that sent it, which passes over its own.') };
  return {
    offeredReport: {
      name: 'offeredReport',
      title: 'Offered report',
      summary: 'A hardware report, byte for byte as it came, in whatever dialect.',
      headers: {
        type: 'object',
        required: [STRAY_FROM_HEADER, STRAY_ID_HEADER],
        properties: { ...from, [STRAY_ID_HEADER]: text('Names the offer.') },
      },
    },
    claim: {
      name: 'claim',
      title: 'Claim',
      summary: 'An empty message: the offer of this name is taken.',
      headers: {
        type: 'object',
        required: [STRAY_FROM_HEADER, STRAY_CLAIM_HEADER],
        properties: { ...from, [STRAY_CLAIM_HEADER]: text('Name of the offer.') },
      },
    },
  };
}

/**
 * @param {string} name
 * @param {readonly string[]} messages
 * @param {string} description
 */
function exchange(name, messages, description) {
  return {
    address: name,
    description,
    messages: references(messages),
    bindings: {
      amqp: {
        is: 'routingKey',
        exchange: { name, type: 'fanout', durable: false, autoDelete: false, vhost: '/' },
        bindingVersion: AMQP_BINDING,
      },
    },
  };
}

/**
 * @param {string} name
 * @param {readonly string[]} messages
 * @param {string} description
 * @param {{ durable: boolean, exclusive: boolean, autoDelete: boolean }} [kind]
 */
function queue(name, messages, description, kind = { durable: true, exclusive: false, autoDelete: false }) {
  return {
    address: name,
    description,
    messages: references(messages),
    bindings: { amqp: { is: 'queue', queue: { name, ...kind, vhost: '/' }, bindingVersion: AMQP_BINDING } },
  };
}

/**
 * @param {'send' | 'receive'} action
 * @param {string} channel
 * @param {readonly string[]} messages
 * @param {string} summary
 * @param {Record<string, unknown>} [binding]
 * @param {boolean} [answered] the answer comes to the reply queue
 */
function operation(action, channel, messages, summary, binding, answered = false) {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    summary,
    messages: messages.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
    ...(binding === undefined ? {} : { bindings: { amqp: { ...binding, bindingVersion: AMQP_BINDING } } }),
    ...(answered
      ? { reply: { address: { location: '$message.header#/replyTo' }, channel: { $ref: '#/channels/replies' } } }
      : {}),
  };
}

/** @param {readonly string[]} messages */
function references(messages) {
  return Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}
