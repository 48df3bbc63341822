# SPDX-License-Identifier: Apache-2.0
"""Alerts as brokers read them: confluent_kafka, fastavro, lsst.alert.packet, lsst.alert.stream."""

import io
import math
import struct
from functools import cached_property

from .table import READS, require, same

HEADER = struct.Struct(">bI")
SCHEMA_ID = 1100

# Where upstream has no id it writes 0, and NaN where it has no number (packageAlerts).
ZERO_FOR_NONE = ["ssObjectId", "parentDiaSourceId", "diaObjectId"]


def run(site, table):
    reading = Reading(site)
    with table.row("confluent-kafka", READS) as seen:
        login(site, seen)
    with table.row("confluent-kafka", READS) as seen:
        from_registry(site, reading, seen)
    with table.row("fastavro", READS) as seen:
        encoded_again(reading, seen)
    with table.row("lsst-alert-packet", READS) as seen:
        packet(reading, seen)
    with table.row("lsst-alert-stream", READS) as seen:
        stream(site, seen)


class Reading:
    def __init__(self, site):
        self.site = site

    @cached_property
    def values(self):
        return [message.value() for message in self.site.alerts]

    @cached_property
    def schema(self):
        from lsst.alert.packet import Schema, get_schema_path

        return Schema.from_file(f"{get_schema_path(11, 0)}/lsst.v11_0.alert.avsc")

    @cached_property
    def alerts(self):
        import fastavro

        schema = fastavro.parse_schema(self.schema.definition)
        return [fastavro.schemaless_reader(io.BytesIO(v[5:]), schema) for v in self.values]


def login(site, seen):
    """Two ways to log in see the same alerts, and a wrong password none."""
    import confluent_kafka as ck

    scram = sorted(message.value() for message in site.alerts)
    plain = sorted(m.value() for m in site.topic("alerts", site.login("PLAIN")))
    same("alerts by PLAIN and by SCRAM", len(plain), len(scram))
    require(plain == scram, "alerts by PLAIN and by SCRAM differ")
    refusals = []
    stranger = ck.Producer(
        site.login("SCRAM-SHA-512") | {"sasl.password": "wrong", "error_cb": refusals.append}
    )
    stranger.poll(5)
    codes = {error.code() for error in refusals}
    require(ck.KafkaError._AUTHENTICATION in codes, f"a wrong password is not refused: {refusals}")
    seen.records = len(scram)
    seen.detail = (
        "SASL: SCRAM-SHA-512 and PLAIN alike, a wrong password refused; nightjar wrote by SCRAM"
    )


def from_registry(site, reading, seen):
    """A stock deserializer: the schema by the id in the message."""
    from confluent_kafka.schema_registry import SchemaRegistryClient
    from confluent_kafka.schema_registry.avro import AvroDeserializer
    from confluent_kafka.serialization import MessageField, SerializationContext

    read = AvroDeserializer(SchemaRegistryClient({"url": site.registry}))
    context = SerializationContext(site.topics["alerts"], MessageField.VALUE)
    ids = [read(value, context)["diaSourceId"] for value in reading.values]
    require(ids, "the topic is empty")
    same("distinct diaSourceIds", len(set(ids)), len(ids))
    for message in site.alerts:
        require(message.key() is None, "an alert has a key")
        millis = float(dict(message.headers())["producer_timestamp"])
        require(millis > 1.7e12, f"producer_timestamp {millis}")
    seen.records = len(ids)
    seen.detail = "AvroDeserializer; diaSourceId unique; header producer_timestamp"


def encoded_again(reading, seen):
    """What fastavro makes of an alert and back is the same byte for byte."""
    import fastavro

    schema = fastavro.parse_schema(reading.schema.definition)
    for value, alert in zip(reading.values, reading.alerts, strict=True):
        again = io.BytesIO()
        fastavro.schemaless_writer(again, schema, alert)
        require(
            again.getvalue() == value[5:],
            f"alert {alert['diaSourceId']} differs when encoded again",
        )
        missing(alert)
    seen.records = len(reading.alerts)
    forced = sum(len(alert["prvDiaForcedSources"] or []) for alert in reading.alerts)
    earlier = sum(len(alert["prvDiaSources"] or []) for alert in reading.alerts)
    require(earlier, "no alert has a history")
    seen.detail = (
        f"encoded again byte for byte; {earlier} earlier and {forced} forced sources; "
        "NaN, 0, null as upstream"
    )


def missing(alert):
    """NaN for no number, 0 for no id; null is for whole records and lists."""
    name = alert["diaSourceId"]
    for table in ("diaSource", "prvDiaSources", "prvDiaForcedSources", "diaObject"):
        rows = alert[table] if isinstance(alert[table], list) else [alert[table]]
        for row in filter(None, rows):
            for column, value in row.items():
                require(value is not None, f"alert {name}: {table}.{column} is null")
            for column in set(ZERO_FOR_NONE) & set(row):
                require(row[column] >= 0, f"alert {name}: {table}.{column} is {row[column]}")
    source = alert["diaSource"]
    require(
        math.isfinite(source["ra"]) and math.isfinite(source["dec"]), f"alert {name} has no place"
    )
    alone = alert["diaObject"] is None or alert["diaObject"]["nDiaSources"] <= 1
    require(alone == (alert["prvDiaSources"] is None), f"alert {name}: history of a lone source")


def packet(reading, seen):
    """lsst.alert.packet's own schema 11.0, and its own id for it."""
    import fastavro
    from lsst.alert.packet import Schema

    same("schema id", SCHEMA_ID, reading.schema.get_schema_id())
    written, newest = reading.schema.definition, Schema.from_file().definition
    for value, alert in zip(reading.values, reading.alerts, strict=True):
        same("magic and id", HEADER.unpack(value[:5]), (0, SCHEMA_ID))
        theirs = reading.schema.deserialize(value[5:])
        require(reading.schema.validate(theirs), f"{alert['diaSourceId']} is not valid")
        same("diaSourceId", alert["diaSourceId"], theirs["diaSource"]["diaSourceId"])
        resolved = fastavro.schemaless_reader(io.BytesIO(value[5:]), written, newest)
        same("diaSourceId", alert["diaSourceId"], resolved["diaSourceId"])
    seen.records = len(reading.values)
    seen.detail = (
        "Schema 11.0 decodes and validates; id 1100 on the wire; "
        f"{newest['name'].split('.')[1]} reads it, too"
    )


def stream(site, seen):
    """The example consumer that brokers begin with."""
    import uuid

    from lsst.alert.stream import alertConsumer

    ids = set()
    settings = site.login("SCRAM-SHA-512") | {
        "group.id": f"interop-{uuid.uuid4()}",
        "auto.offset.reset": "earliest",
    }
    with alertConsumer.AlertConsumer(site.topics["alerts"], **settings) as consumer:
        for _ in range(200):
            _, alert = consumer.poll(0.5)
            if alert:
                ids.add(alert["diaSourceId"])
            if len(ids) >= len(site.alerts):
                break
    same("alerts", len(site.alerts), len(ids))
    seen.records = len(ids)
    seen.detail = "AlertConsumer"
