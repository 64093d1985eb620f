"""A first-generation server: sends one scan command and takes reports from hwinfo_queue one at a time.

Arguments: AMQP URL, operation id (sent as a number), how many reports to wait for.
Prints each report's body on a line of its own, then leaves.
"""
import json
import sys

import pika

url, operation, wanted = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
connection = pika.BlockingConnection(pika.URLParameters(url))
channel = connection.channel()
channel.exchange_declare(exchange='devicescan', exchange_type='fanout')
channel.queue_declare(queue='hwinfo_queue', durable=True)
channel.basic_qos(prefetch_count=1)
own = channel.queue_declare(queue='', exclusive=True).method.queue
channel.queue_bind(exchange='devicescan', queue=own)
channel.basic_publish(exchange='devicescan', routing_key='', body=json.dumps({'action': 1, 'operationId': operation, 'operatorId': 7, 'scanMode': 0}))
seen = 0


def on_report(ch, method, properties, body):
    global seen
    report = json.loads(body.decode('utf-8'))
    ch.basic_ack(delivery_tag=method.delivery_tag)
    if report.get('operationId') != operation:
        return
    print(json.dumps(report), flush=True)
    seen += 1
    if seen == wanted:
        ch.stop_consuming()


channel.basic_consume(queue='hwinfo_queue', on_message_callback=on_report)
print('ready', flush=True)
channel.start_consuming()
connection.close()
