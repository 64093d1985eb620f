"""A first-generation device, as the requirement describes it: exclusive queue on a fanout, answers to hwinfo_queue.

Arguments: AMQP URL, then one JSON text per device: {"sn": ..., "macinfo": {...}}. Prints "ready" when it hears commands,
then one line per answer. It reads only `action` and `operationId`, leaves the delivery mode unset, and knows no replyTo.
"""
import json
import sys

import pika

connection = pika.BlockingConnection(pika.URLParameters(sys.argv[1]))
devices = [json.loads(text) for text in sys.argv[2:]]
channel = connection.channel()
channel.exchange_declare(exchange='devicescan', exchange_type='fanout')
channel.queue_declare(queue='hwinfo_queue', durable=True)
queue = channel.queue_declare(queue='', exclusive=True).method.queue
channel.queue_bind(exchange='devicescan', queue=queue)


def on_command(ch, method, properties, body):
    command = json.loads(body.decode('utf-8'))
    if command['action'] != 1:
        return
    for device in devices:
        report = {'operationId': command['operationId'], 'operatorId': command['operatorId'], 'scanMode': command['scanMode']}
        report.update(device)
        ch.basic_publish(exchange='', routing_key='hwinfo_queue', body=json.dumps(report))
        print('answered', device.get('sn'), flush=True)


channel.basic_consume(queue=queue, on_message_callback=on_command, auto_ack=True)
print('ready', flush=True)
channel.start_consuming()
